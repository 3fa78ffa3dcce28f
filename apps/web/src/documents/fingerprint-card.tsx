import { useQuery } from '@tanstack/react-query';
import { CopyButton } from '../components/copy-button.tsx';
import { Icon } from '../components/icon.tsx';
import { useSpeech } from '../language/speech-context.tsx';
import styles from './documents.module.css';
import { canFingerprint, fingerprintOf } from './fingerprint.ts';

interface FingerprintProps {
  readonly content: unknown;
  /** What the server says it is, and what stands on the PDF. */
  readonly sha256: string;
}

/** The hash of a document, computed once more in this browser from what it shows. */
export function Fingerprint({ content, sha256 }: FingerprintProps) {
  const { say } = useSpeech();
  const check = useQuery({
    queryKey: ['fingerprint', sha256, content],
    queryFn: () => fingerprintOf(content),
    enabled: canFingerprint(),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  });
  const tone = check.data === undefined ? 'unknown' : check.data === sha256 ? 'good' : 'bad';
  return (
    <section className={styles.fingerprint} data-tone={tone} aria-label={say('documents.fingerprint')}>
      <p className={styles.word} role="status">
        <Icon name={tone === 'bad' ? 'warning' : 'shield'} />
        {say(`fingerprint.${tone}`)}
      </p>
      <p className={styles.hash}>
        SHA-256 <code>{sha256}</code>
      </p>
      <CopyButton text={sha256} label={say('transfer.copy', { what: say('documents.fingerprint') })} />
    </section>
  );
}
