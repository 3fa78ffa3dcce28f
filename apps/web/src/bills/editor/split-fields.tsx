import { Checkbox, TextInput } from '@mantine/core';
import type { BillPreviewWire, WireOf } from '@shared-payments/contract';
import { Money } from '../../components/money.tsx';
import { PersonMark } from '../../components/person-mark.tsx';
import { ShareStrip } from '../../components/share-strip.tsx';
import { useGroup } from '../../groups/use-group.tsx';
import { useSpeech } from '../../language/speech-context.tsx';
import { type BillDraft, type DraftMethod, METHODS, type PartMethod } from './bill-draft.ts';
import styles from './bill-editor.module.css';
import type { EditorPartProps } from './bill-editor.tsx';
import { ItemFields } from './item-fields.tsx';
import { RoundingNote } from './rounding-note.tsx';

type Preview = WireOf<typeof BillPreviewWire>;

/** How the cost is cut, and what each part comes to. */
export function SplitFields({ draft, onChange, preview }: EditorPartProps & { readonly preview: Preview | undefined }) {
  const { say } = useSpeech();
  const { placeOf } = useGroup();
  const isKept = draft.kept.split !== undefined;
  return (
    <>
      {isKept ? (
        <p className={styles.rounding}>{say('bills.splitKept')}</p>
      ) : (
        <MethodChoice draft={draft} onChange={onChange} />
      )}
      {draft.method === 'itemised' && !isKept ? <ItemFields draft={draft} onChange={onChange} /> : null}
      <ShareStrip
        height={12}
        parts={(preview?.shares ?? []).map((share) => ({
          ...share,
          id: share.memberId,
          place: placeOf(share.memberId),
        }))}
      />
      <MemberRows draft={draft} onChange={onChange} preview={preview} />
      {preview ? <RoundingNote shares={preview.shares} currency={preview.currency} /> : null}
    </>
  );
}

function MethodChoice({ draft, onChange }: EditorPartProps) {
  const { say } = useSpeech();
  return (
    <fieldset className={styles.choices}>
      <legend>{say('bills.howToSplit')}</legend>
      <div className={styles.chips}>
        {METHODS.map((method) => (
          <label key={method} className={styles.chip}>
            <input type="radio" name="method" checked={draft.method === method} onChange={() => onChange({ method })} />
            {say(`method.${method}`)}
          </label>
        ))}
      </div>
    </fieldset>
  );
}

function MemberRows({ draft, onChange, preview }: EditorPartProps & { readonly preview: Preview | undefined }) {
  const { group } = useGroup();
  const members = group.members.filter(({ id, leftAt }) => leftAt === null || draft.participants.includes(id));
  const shares = new Map(preview?.shares.map(({ memberId, amountMinor }) => [memberId, amountMinor]));
  return (
    <ul className={styles.rows}>
      {members.map((member) => {
        const amountMinor = shares.get(member.id);
        return (
          <li key={member.id} className={`${styles.row} ${partMethod(draft) ? styles.withEntry : ''}`}>
            <MemberEntry draft={draft} onChange={onChange} memberId={member.id} />
            <span className={styles.share} aria-live="polite">
              {amountMinor === undefined ? (
                <span className={styles.out}>–</span>
              ) : (
                <Money amountMinor={amountMinor} currency={draft.currency} />
              )}
            </span>
          </li>
        );
      })}
    </ul>
  );
}

function MemberEntry({ draft, onChange, memberId }: EditorPartProps & { readonly memberId: string }) {
  const { say } = useSpeech();
  const { nameOf, placeOf } = useGroup();
  const name = nameOf(memberId);
  const isIn = draft.participants.includes(memberId);
  const method = partMethod(draft);
  const isChosen = draft.kept.split === undefined && draft.method !== 'itemised';
  const setIn = (isWanted: boolean) =>
    onChange({
      participants: isWanted ? [...draft.participants, memberId] : draft.participants.filter((id) => id !== memberId),
    });
  return (
    <>
      {isChosen ? (
        <Checkbox
          aria-label={say('bills.takesPart', { name })}
          checked={isIn}
          onChange={(event) => setIn(event.target.checked)}
        />
      ) : (
        <PersonMark name={name} place={placeOf(memberId)} size={28} />
      )}
      <span className={`${styles.name} ${isIn || !isChosen ? '' : styles.out}`}>{name}</span>
      {method ? (
        <TextInput
          aria-label={say(`methodEntry.${method}`, { name })}
          inputMode="decimal"
          autoComplete="off"
          placeholder={method === 'percentage' ? '%' : '0'}
          disabled={!isIn}
          value={draft.parts[method][memberId] ?? ''}
          onChange={(event) =>
            onChange({
              parts: { ...draft.parts, [method]: { ...draft.parts[method], [memberId]: event.target.value } },
            })
          }
        />
      ) : null}
    </>
  );
}

function partMethod({ method, kept }: BillDraft): PartMethod | undefined {
  const asksNothing: readonly DraftMethod[] = ['equal', 'itemised'];
  return kept.split !== undefined || asksNothing.includes(method) ? undefined : (method as PartMethod);
}
