import { Button } from '@mantine/core';
import { Link, useRouter } from '@tanstack/react-router';
import { type ReactNode, useEffect } from 'react';
import { Icon, type IconName } from '../components/icon.tsx';
import { useIsReachable } from '../connection/use-connection.ts';
import { useSpeech } from '../language/speech-context.tsx';
import { useWaiting } from '../outbox/use-outbox.ts';
import { takeRelease, useIsReleaseWaiting } from '../release/new-release.ts';
import { forgetGoneForms, useHasUnsavedForm } from '../release/unsaved-forms.ts';
import styles from './news-strip.module.css';

/** What concerns every screen: no network, entries that wait, a newer release. Empty nearly always. */
export function NewsStrip() {
  const { say } = useSpeech();
  const isReachable = useIsReachable();
  const waiting = useWaiting();
  const troubled = waiting.filter(({ state }) => state.name !== 'waiting').length;
  return (
    <div className={styles.strip} role="status">
      {isReachable ? null : <News icon="offline">{say('outbox.offline')}</News>}
      {waiting.length === 0 ? null : (
        <News
          icon={troubled === 0 ? 'clock' : 'warning'}
          action={<Link to="/outbox">{say('outbox.look')}</Link>}
          isAlarm={troubled > 0}
        >
          {troubled === 0
            ? say('outbox.waiting', { count: waiting.length })
            : say('outbox.troubled', { count: troubled })}
        </News>
      )}
      <ReleaseOffer />
    </div>
  );
}

/** Offered between screens, and never beside a form that somebody has typed in. */
function ReleaseOffer() {
  const { say } = useSpeech();
  const router = useRouter();
  const isWaiting = useIsReleaseWaiting();
  const isWriting = useHasUnsavedForm();
  useEffect(() => router.subscribe('onRendered', forgetGoneForms), [router]);
  if (!isWaiting || isWriting) return null;
  return (
    <News
      icon="undo"
      action={
        <Button size="xs" variant="default" onClick={takeRelease}>
          {say('release.take')}
        </Button>
      }
    >
      {say('release.offer')}
    </News>
  );
}

function News({
  icon,
  action,
  isAlarm = false,
  children,
}: {
  readonly icon: IconName;
  readonly action?: ReactNode;
  readonly isAlarm?: boolean;
  readonly children: ReactNode;
}) {
  return (
    <p className={`${styles.news} ${isAlarm ? styles.alarm : ''}`}>
      <Icon name={icon} size={18} />
      <span>{children}</span>
      {action}
    </p>
  );
}
