import { CopyButton } from '../components/copy-button.tsx';
import { Notice } from '../components/notice.tsx';
import { useSpeech } from '../language/speech-context.tsx';
import styles from './webhooks.module.css';

/** The server tells a secret once: it is gone from here with the screen. */
export function SecretOnce({ secret }: { readonly secret: string }) {
  const { say } = useSpeech();
  return (
    <div className={styles.secret}>
      <Notice tone="good">{say('webhooks.secretOnce')}</Notice>
      <code>{secret}</code>
      <CopyButton text={secret} label={say('transfer.copy', { what: say('webhooks.secret') })} />
    </div>
  );
}
