import { NativeSelect } from '@mantine/core';
import { localDateAt } from '@shared-payments/domain';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useWrite } from '../api/use-write.ts';
import { Card } from '../components/card.tsx';
import { ConfirmButton } from '../components/confirm-button.tsx';
import { Icon } from '../components/icon.tsx';
import { Notice } from '../components/notice.tsx';
import { ProblemNotice } from '../components/problem-notice.tsx';
import { groupKey, overviewQuery } from '../groups/group-queries.ts';
import { useGroup } from '../groups/use-group.tsx';
import { useSpeech } from '../language/speech-context.tsx';
import { closableMonths } from './closable-months.ts';
import { closeMonth } from './closing-requests.ts';
import styles from './closings.module.css';

const MEANINGS = [
  'closings.meansFrozen',
  'closings.meansLate',
  'closings.meansEarlier',
  'closings.meansForGood',
] as const;

/** Closes a month, once it is said what that means. */
export function CloseMonthCard({ lastClosed }: { readonly lastClosed: string | undefined }) {
  const { say, month: monthName } = useSpeech();
  const { group, canRun } = useGroup();
  const { data: overview } = useQuery(overviewQuery(group.id));
  const thisMonth = localDateAt(Date.now(), group.timeZone).slice(0, 7);
  const months = closableMonths(thisMonth, lastClosed, overview?.months[0]?.month);
  const [latest] = months;
  if (latest === undefined)
    return <Notice tone="hint">{say('closings.nothingToClose', { month: monthName(thisMonth) })}</Notice>;
  if (!canRun) return <Notice tone="hint">{say('closings.forPrimary')}</Notice>;
  return (
    <Card title={say('closings.close')}>
      <ul className={styles.meanings}>
        {MEANINGS.map((meaning) => (
          <li key={meaning} className={styles.meaning}>
            <Icon name="check" size={18} />
            <span>{say(meaning)}</span>
          </li>
        ))}
      </ul>
      <CloseMonthChoice months={months} latest={latest} />
    </Card>
  );
}

/** The latest month that is over, or an earlier one of the open ones. */
function CloseMonthChoice({ months, latest }: { readonly months: readonly string[]; readonly latest: string }) {
  const { say, month: monthName } = useSpeech();
  const { group } = useGroup();
  const navigate = useNavigate();
  const [month, setMonth] = useState(latest);
  const close = useWrite(closeMonth(group.id), {
    changes: [groupKey(group.id)],
    onDone: (closing) =>
      navigate({ to: '/groups/$groupId/closings/$month', params: { groupId: group.id, month: closing.month } }),
  });
  const earlier = months.length - 1 - months.indexOf(month);
  return (
    <>
      <NativeSelect
        label={say('meters.month')}
        value={month}
        description={earlier > 0 ? say('closings.andEarlier', { count: earlier }) : undefined}
        data={months.map((one) => ({ value: one, label: monthName(one) }))}
        onChange={(event) => setMonth(event.target.value)}
      />
      <ProblemNotice
        error={close.error}
        words={{ conflict: 'closings.changedMeanwhile', state_not_allowed: 'closings.isClosed' }}
      />
      <div>
        <ConfirmButton
          variant="filled"
          leftSection={<Icon name="lock" />}
          label={say('closings.closeIt', { month: monthName(month) })}
          question={say('closings.question')}
          loading={close.isPending}
          onConfirm={() => close.mutate({ month })}
        />
      </div>
    </>
  );
}
