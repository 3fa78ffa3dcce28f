import { Money } from '../components/money.tsx';
import { Notice } from '../components/notice.tsx';
import { useSpeech } from '../language/speech-context.tsx';
import styles from './exchange.module.css';
import type { ImportReport } from './exchange-requests.ts';
import { useImportWords } from './use-import-words.ts';

type Proof = ImportReport['proof'];

interface ImportProofProps {
  readonly report: ImportReport;
  readonly fileName: string;
}

/** The balances of the file against ours, to the last cent, and everything that had to be concluded. */
export function ImportProof({ report: { format, proof }, fileName }: ImportProofProps) {
  const { say } = useSpeech();
  return (
    <>
      <p>
        <strong>{fileName}</strong>
        <br />
        <span className={styles.soft}>
          {say('exchange.found', { format, bills: proof.billCount, payments: proof.paymentCount })}
        </span>
      </p>
      <Notice tone={proof.isProven ? 'good' : 'alarm'}>
        {say(proof.isProven ? 'exchange.proven' : 'exchange.notProven')}
      </Notice>
      <ProofTable rows={proof.rows} />
      <Conclusions proof={proof} />
    </>
  );
}

function ProofTable({ rows }: Pick<Proof, 'rows'>) {
  const { say } = useSpeech();
  return (
    <div className={styles.scroll}>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{say('bills.person')}</th>
            <th scope="col">{say('exchange.theirs')}</th>
            <th scope="col">{say('exchange.ours')}</th>
            <th scope="col">{say('exchange.difference')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={`${row.currency}-${row.memberKey}`}>
              <th scope="row">{row.memberName}</th>
              <td>
                <Money amountMinor={row.sourceMinor} currency={row.currency} isBalance />
              </td>
              <td>
                <Money amountMinor={row.oursMinor} currency={row.currency} isBalance />
              </td>
              <td>
                <Money amountMinor={row.differenceMinor} currency={row.currency} isBalance />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** What the file did not say itself. */
function Conclusions({ proof: { inferred, warnings } }: { readonly proof: Proof }) {
  const { say } = useSpeech();
  const wordsOf = useImportWords();
  if (inferred.length + warnings.length === 0) return null;
  return (
    <section>
      <h3 className={styles.heading}>{say('exchange.inferred')}</h3>
      <ul className={styles.notes}>
        {inferred.map(({ code, count, lines }) => (
          <li key={code}>
            {wordsOf(code)}{' '}
            <span className={styles.soft}>{say('exchange.onLines', { count, lines: lines.join(', ') })}</span>
          </li>
        ))}
        {warnings.map(({ code, line }) => (
          <li key={`${code}-${line ?? ''}`}>
            {wordsOf(code)}{' '}
            {line === undefined ? null : <span className={styles.soft}>{say('exchange.line', { line })}</span>}
          </li>
        ))}
      </ul>
    </section>
  );
}
