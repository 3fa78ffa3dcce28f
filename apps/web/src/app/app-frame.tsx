import { Link, Outlet } from '@tanstack/react-router';
import { useSpeech } from '../language/speech-context.tsx';
import { AccountBar } from '../session/account-bar.tsx';
import styles from './app-frame.module.css';
import { NewsStrip } from './news-strip.tsx';

/** What stands around every screen. */
export function AppFrame() {
  const { say } = useSpeech();
  return (
    <>
      <a className={styles.skip} href="#content">
        {say('app.skipToContent')}
      </a>
      <header className={styles.bar}>
        <Link to="/" className={styles.brand}>
          <img src="/icon.svg" alt="" width={28} height={28} />
          <span>{say('app.name')}</span>
        </Link>
        <AccountBar />
      </header>
      <NewsStrip />
      <main id="content" className={styles.content}>
        <Outlet />
      </main>
    </>
  );
}
