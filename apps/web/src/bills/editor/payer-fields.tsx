import { NativeSelect, TextInput } from '@mantine/core';
import { PersonMark } from '../../components/person-mark.tsx';
import { useGroup } from '../../groups/use-group.tsx';
import { useSpeech } from '../../language/speech-context.tsx';
import styles from './bill-editor.module.css';
import type { EditorPartProps } from './bill-editor.tsx';

const SEVERAL = 'several';

/** Who paid: nearly always one of us, sometimes several, each their part. */
export function PayerFields({ draft, onChange }: EditorPartProps) {
  const { say } = useSpeech();
  const { group, me, placeOf } = useGroup();
  const possible = group.members.filter(({ id, leftAt }) => leftAt === null || id === draft.payerId || draft.paid[id]);
  const nameFor = (member: { readonly id: string; readonly name: string }) =>
    member.id === me.id ? say('groups.nameAndYou', { name: member.name }) : member.name;
  const choose = (value: string) =>
    onChange(
      value === SEVERAL
        ? { isPaidBySeveral: true, paid: withFirst(draft.paid, draft.payerId, draft.amount) }
        : { isPaidBySeveral: false, payerId: value },
    );
  return (
    <>
      <NativeSelect
        label={say('bills.payer')}
        value={draft.isPaidBySeveral ? SEVERAL : draft.payerId}
        data={[
          ...possible.map((member) => ({ value: member.id, label: nameFor(member) })),
          { value: SEVERAL, label: say('bills.several') },
        ]}
        onChange={(event) => choose(event.target.value)}
      />
      {draft.isPaidBySeveral ? (
        <ul className={styles.rows}>
          {possible.map((member) => (
            <li key={member.id} className={styles.row}>
              <PersonMark name={member.name} place={placeOf(member.id)} />
              <span className={styles.name}>{nameFor(member)}</span>
              <TextInput
                aria-label={say('bills.paidByName', { name: member.name })}
                inputMode="decimal"
                w={112}
                value={draft.paid[member.id] ?? ''}
                onChange={(event) => onChange({ paid: { ...draft.paid, [member.id]: event.target.value } })}
              />
            </li>
          ))}
        </ul>
      ) : null}
    </>
  );
}

/** The first payer starts with all of it: the others take from there. */
function withFirst(paid: Readonly<Record<string, string>>, payerId: string, amount: string) {
  return Object.keys(paid).length > 0 ? paid : { [payerId]: amount };
}
