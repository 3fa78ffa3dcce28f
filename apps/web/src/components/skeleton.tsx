import { useSpeech } from '../language/speech-context.tsx';
import styles from './skeleton.module.css';

/** The place where something will be, in about its size, so that nothing jumps when it comes. */
export function Skeleton({ rows = 3, height = 56 }: { readonly rows?: number; readonly height?: number }) {
  const { say } = useSpeech();
  return (
    <div className={styles.stack} role="status" aria-label={say('app.loading')}>
      {Array.from({ length: rows }, (_, row) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the rows are all alike and never move.
        <div key={row} className={styles.block} style={{ height }} />
      ))}
    </div>
  );
}
