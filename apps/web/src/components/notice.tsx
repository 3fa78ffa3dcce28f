import type { ReactNode } from 'react';
import { Icon, type IconName } from './icon.tsx';
import styles from './notice.module.css';

export type NoticeTone = 'alarm' | 'hint' | 'good';

const ICONS: Readonly<Record<NoticeTone, IconName>> = { alarm: 'warning', hint: 'question', good: 'check' };

/** A sentence that wants to be noticed: an alarm is read at once, the others when their turn comes. */
export function Notice({
  tone,
  action,
  children,
}: {
  readonly tone: NoticeTone;
  readonly action?: ReactNode;
  readonly children: ReactNode;
}) {
  return (
    <div className={`${styles.notice} ${styles[tone]}`} role={tone === 'alarm' ? 'alert' : 'status'}>
      <Icon name={ICONS[tone]} />
      <p>{children}</p>
      {action}
    </div>
  );
}
