import { type ReactNode, useEffect, useRef } from 'react';
import { useSpeech } from '../language/speech-context.tsx';
import styles from './screen.module.css';

export interface ScreenProps {
  readonly title: string;
  readonly lead?: ReactNode;
  /** A link that leads up, in front of the title. */
  readonly back?: ReactNode;
  readonly actions?: ReactNode;
  readonly isNarrow?: boolean;
  readonly children: ReactNode;
}

let isFirstScreen = true;

/** What every screen is: a heading that is read first, what can be done, and the content. */
export function Screen({ title, lead, back, actions, isNarrow = false, children }: ScreenProps) {
  const { say } = useSpeech();
  const screen = useRef<HTMLDivElement>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = `${title} · ${say('app.name')}`;
  }, [title, say]);
  useEffect(() => {
    // The browser itself begins at the top of the first one; a screen opened later has to say that it is another.
    // Where a field of its own asks for the focus, it has it; the link that led here is no part of the screen.
    const hasOwnFocus = screen.current?.contains(document.activeElement) ?? false;
    if (!isFirstScreen && !hasOwnFocus) heading.current?.focus({ preventScroll: true });
    isFirstScreen = false;
  }, []);
  return (
    <div ref={screen} className={`${styles.screen} ${isNarrow ? styles.narrow : ''}`}>
      <header className={styles.head}>
        {back}
        <div className={styles.title}>
          <h1 ref={heading} tabIndex={-1}>
            {title}
          </h1>
          {lead === undefined ? null : <p className={styles.lead}>{lead}</p>}
        </div>
        {actions === undefined ? null : <div className={styles.actions}>{actions}</div>}
      </header>
      {children}
    </div>
  );
}
