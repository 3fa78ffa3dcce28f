import { NativeSelect } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Icon, type IconName } from '../components/icon.tsx';
import { Notice } from '../components/notice.tsx';
import { ProblemNotice } from '../components/problem-notice.tsx';
import { Skeleton } from '../components/skeleton.tsx';
import { useIsReachable } from '../connection/use-connection.ts';
import { useGroup } from '../groups/use-group.tsx';
import type { MessageKey } from '../language/languages.ts';
import { useSpeech } from '../language/speech-context.tsx';
import { type WaysToPay, waysToPayQuery } from './payment-queries.ts';
import styles from './payments.module.css';
import type { Way } from './use-pay-draft.ts';

interface WayChoiceProps {
  readonly to: string;
  readonly way: Way | undefined;
  readonly onChange: (way: Way) => void;
}

const WAYS = [
  { way: 'bank', icon: 'bank' },
  { way: 'card', icon: 'card' },
  { way: 'cash', icon: 'cash' },
] as const satisfies readonly { way: Way; icon: IconName }[];

/** What the trial gateway does is chosen by its card. */
const TRIAL_CARDS = [
  '',
  'sandbox_decline',
  'sandbox_action',
  'sandbox_action_refused',
  'sandbox_try_later',
  'sandbox_partial',
] as const;

/** On which way the money goes. What cannot be chosen says why. */
export function WayChoice({ to, way, onChange }: WayChoiceProps) {
  const { say } = useSpeech();
  const { group, nameOf } = useGroup();
  const ways = useQuery(waysToPayQuery(group.id, to));
  const isReachable = useIsReachable();
  if (ways.data === undefined && !ways.error) return <Skeleton rows={3} height={64} />;
  const name = nameOf(to);
  return (
    <fieldset className={styles.ways}>
      <legend>{say('pay.how')}</legend>
      <ProblemNotice error={ways.error} onRetry={() => void ways.refetch()} />
      {WAYS.map((one) => {
        const barrier = barrierTo(one.way, ways.data, isReachable);
        return (
          <label key={one.way} className={styles.wayOption}>
            <input
              type="radio"
              name="way"
              value={one.way}
              checked={way === one.way}
              disabled={barrier !== undefined}
              required
              onChange={() => onChange(one.way)}
            />
            <Icon name={one.icon} size={24} />
            <span>
              <strong>{say(`payWay.${one.way}`)}</strong>
              <span className={styles.soft}>{say(barrier ?? `payWayText.${one.way}`, { name })}</span>
            </span>
          </label>
        );
      })}
      {way === 'card' && ways.data?.card === 'trial' ? <TrialCard /> : null}
    </fieldset>
  );
}

/** Why a way is closed. Where nothing is known yet, only what needs the network is. */
function barrierTo(way: Way, ways: WaysToPay | undefined, isReachable: boolean): MessageKey | undefined {
  if (way === 'card' && !isReachable) return 'pay.cardOffline';
  if (way === 'card' && ways?.card === 'none') return 'pay.noCards';
  if (way === 'bank' && ways?.bankAccount === null) return 'pay.noAccount';
  return undefined;
}

function TrialCard() {
  const { say } = useSpeech();
  return (
    <>
      <Notice tone="hint">{say('pay.trial')}</Notice>
      <NativeSelect
        name="instrument"
        label={say('pay.trialCard')}
        data={TRIAL_CARDS.map((card) => ({ value: card, label: say(`trialCard.${card || 'sandbox_succeed'}`) }))}
      />
    </>
  );
}
