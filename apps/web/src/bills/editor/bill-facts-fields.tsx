import { NativeSelect, Textarea, TextInput } from '@mantine/core';
import { CURRENCIES } from '@shared-payments/domain';
import form from '../../components/form.module.css';
import { Money } from '../../components/money.tsx';
import { useSpeech } from '../../language/speech-context.tsx';
import styles from './bill-editor.module.css';
import type { EditorPartProps } from './bill-editor.tsx';

/** Title, amount and day; what most bills do not need is folded away. */
export function BillFactsFields({ draft, onChange, totalMinor }: EditorPartProps & { readonly totalMinor?: number }) {
  const { say } = useSpeech();
  const isSummed = draft.method === 'itemised' && draft.kept.split === undefined;
  const isFixed = isSummed || draft.kept.totalMinor !== undefined;
  return (
    <>
      <TextInput
        label={say('bills.whatFor')}
        placeholder={say('bills.whatForExample')}
        value={draft.title}
        maxLength={200}
        required
        // A new bill begins with its name; one that has a name is looked at first.
        autoFocus={draft.title === ''}
        onChange={(event) => onChange({ title: event.target.value })}
      />
      {isFixed ? (
        <p className={styles.total}>
          <span>{say('bills.total')}</span>
          <Money amountMinor={totalMinor ?? 0} currency={draft.currency} />
        </p>
      ) : (
        <TextInput
          className={styles.amount ?? ''}
          label={say('bills.amount', { currency: draft.currency })}
          inputMode="decimal"
          autoComplete="off"
          value={draft.amount}
          required
          onChange={(event) => onChange({ amount: event.target.value })}
        />
      )}
      <div className={form.pair}>
        <TextInput
          type="date"
          label={say('bills.date')}
          value={draft.date}
          required
          onChange={(event) => onChange({ date: event.target.value })}
        />
        <TextInput
          label={say('bills.category')}
          value={draft.category}
          maxLength={60}
          onChange={(event) => onChange({ category: event.target.value })}
        />
      </div>
      <SeldomFields draft={draft} onChange={onChange} />
    </>
  );
}

function SeldomFields({ draft, onChange }: EditorPartProps) {
  const { say } = useSpeech();
  return (
    <details className={styles.more}>
      <summary>{say('bills.moreFields')}</summary>
      <div className={form.form}>
        <div className={form.pair}>
          <TextInput
            type="date"
            label={say('bills.dueDate')}
            value={draft.dueOn}
            onChange={(event) => onChange({ dueOn: event.target.value })}
          />
          <NativeSelect
            label={say('groups.currency')}
            value={draft.currency}
            data={[...CURRENCIES]}
            disabled={draft.kept.original !== undefined}
            onChange={(event) => onChange({ currency: event.target.value })}
          />
        </div>
        <Textarea
          label={say('bills.notes')}
          value={draft.notes}
          rows={3}
          maxLength={5_000}
          onChange={(event) => onChange({ notes: event.target.value })}
        />
      </div>
    </details>
  );
}
