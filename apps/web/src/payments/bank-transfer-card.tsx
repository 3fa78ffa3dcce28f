import { useQuery } from '@tanstack/react-query';
import { isProblem } from '../api/request-problem.ts';
import { AnswerView } from '../components/answer-view.tsx';
import { Card } from '../components/card.tsx';
import { CopyButton } from '../components/copy-button.tsx';
import { Facts } from '../components/facts.tsx';
import { Icon } from '../components/icon.tsx';
import { Notice } from '../components/notice.tsx';
import { QrCode } from '../components/qr-code.tsx';
import { Skeleton } from '../components/skeleton.tsx';
import { useGroup } from '../groups/use-group.tsx';
import { useSpeech } from '../language/speech-context.tsx';
import { type BankTransfer, bankTransferQuery, type Payment } from './payment-queries.ts';
import styles from './payments.module.css';

/** How to make the transfer: a code for the bank's app, a link, or all of it to copy. */
export function BankTransferCard({ payment }: { readonly payment: Payment }) {
  const { say } = useSpeech();
  const { group, nameOf } = useGroup();
  const transfer = useQuery(bankTransferQuery(group.id, payment.id));
  const hasNoAccount = isProblem(transfer.error, 'state_not_allowed');
  return (
    <Card title={say('transfer.title')}>
      {hasNoAccount ? (
        <Notice tone="hint">{say('pay.noAccount', { name: nameOf(payment.to) })}</Notice>
      ) : (
        <AnswerView query={transfer} skeleton={<Skeleton rows={4} />}>
          {(data) => <Transfer transfer={data} />}
        </AnswerView>
      )}
    </Card>
  );
}

function Transfer({ transfer }: { readonly transfer: BankTransfer }) {
  const { say, money } = useSpeech();
  const { account, amountMinor, currency, remittance, epc, payto } = transfer;
  const copy = (text: string, what: string) => <CopyButton text={text} label={say('transfer.copy', { what })} />;
  const [iban, reference] = [say('transfer.iban'), say('transfer.reference')];
  return (
    <div className={styles.transfer}>
      {epc === null ? null : (
        <figure className={styles.code}>
          <QrCode text={epc} label={say('transfer.qrLabel')} />
          <figcaption className={styles.soft}>{say('transfer.scan')}</figcaption>
        </figure>
      )}
      <div className={styles.byHand}>
        <Facts
          facts={[
            {
              label: say('transfer.holder'),
              value: account.holder,
              action: copy(account.holder, say('transfer.holder')),
            },
            { label: iban, value: <code>{spaced(account.iban)}</code>, action: copy(account.iban, iban) },
            ...(account.bic === null ? [] : [{ label: 'BIC', value: <code>{account.bic}</code> }]),
            { label: say('field.amountMinor'), value: money(amountMinor, currency) },
            { label: reference, value: remittance, action: copy(remittance, reference) },
          ]}
        />
        {/* No client-side route: the system asks whichever app takes such links. */}
        <a className={styles.payto} href={payto}>
          <Icon name="bank" size={18} />
          {say('transfer.payto')}
        </a>
      </div>
    </div>
  );
}

/** In fours, as it is read and typed. */
function spaced(iban: string): string {
  return iban.replaceAll(/(.{4})(?=.)/g, '$1 ');
}
