import { ActionIcon, Button, TextInput } from '@mantine/core';
import { Icon } from '../../components/icon.tsx';
import { useGroup } from '../../groups/use-group.tsx';
import { useSpeech } from '../../language/speech-context.tsx';
import type { ItemDraft } from './bill-draft.ts';
import styles from './bill-editor.module.css';
import type { EditorPartProps } from './bill-editor.tsx';

const ITEMS_MAX = 200;

/** The lines of a receipt, each with who had it; tax, tip and discount follow what everybody had. */
export function ItemFields({ draft, onChange }: EditorPartProps) {
  const { say } = useSpeech();
  const { present } = useGroup();
  const { items, extras } = draft;
  const setItem = (index: number, part: Partial<ItemDraft>) =>
    onChange({ items: items.map((item, other) => (other === index ? { ...item, ...part } : item)) });
  const everybody = present.map(({ id }) => id);
  return (
    <>
      <ul>
        {items.map((item, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a line has nothing but its place.
          <li key={index} className={styles.item}>
            <ItemLine item={item} number={index + 1} onChange={(part) => setItem(index, part)} />
            <ActionIcon
              variant="subtle"
              color="gray"
              size={42}
              aria-label={say('bills.removeItem', { name: item.label || String(index + 1) })}
              onClick={() => onChange({ items: items.filter((_, other) => other !== index) })}
            >
              <Icon name="trash" />
            </ActionIcon>
            <ItemMembers item={item} onChange={(part) => setItem(index, part)} />
          </li>
        ))}
      </ul>
      <Button
        variant="subtle"
        leftSection={<Icon name="add" />}
        disabled={items.length >= ITEMS_MAX}
        onClick={() => onChange({ items: [...items, { label: '', amount: '', memberIds: everybody }] })}
      >
        {say('bills.addItem')}
      </Button>
      <div className={styles.extras}>
        {(['tax', 'tip', 'discount'] as const).map((name) => (
          <TextInput
            key={name}
            label={say(`bills.${name}`)}
            inputMode="decimal"
            value={extras[name]}
            onChange={(event) => onChange({ extras: { ...extras, [name]: event.target.value } })}
          />
        ))}
      </div>
    </>
  );
}

interface ItemProps {
  readonly item: ItemDraft;
  readonly onChange: (part: Partial<ItemDraft>) => void;
}

function ItemLine({ item, number, onChange }: ItemProps & { readonly number: number }) {
  const { say } = useSpeech();
  return (
    <>
      <TextInput
        aria-label={say('bills.itemLabel', { number })}
        placeholder={say('bills.itemExample')}
        maxLength={120}
        value={item.label}
        onChange={(event) => onChange({ label: event.target.value })}
      />
      <TextInput
        aria-label={say('bills.itemAmount', { number })}
        placeholder="0"
        inputMode="decimal"
        value={item.amount}
        onChange={(event) => onChange({ amount: event.target.value })}
      />
    </>
  );
}

function ItemMembers({ item, onChange }: ItemProps) {
  const { say } = useSpeech();
  const { group } = useGroup();
  const possible = group.members.filter(({ id, leftAt }) => leftAt === null || item.memberIds.includes(id));
  const toggle = (memberId: string, isWanted: boolean) =>
    onChange({ memberIds: isWanted ? [...item.memberIds, memberId] : item.memberIds.filter((id) => id !== memberId) });
  return (
    <fieldset
      className={`${styles.choices} ${styles.chips}`}
      aria-label={say('bills.itemMembers', { name: item.label })}
    >
      {possible.map((member) => (
        <label key={member.id} className={styles.chip}>
          <input
            type="checkbox"
            checked={item.memberIds.includes(member.id)}
            onChange={(event) => toggle(member.id, event.target.checked)}
          />
          {member.name}
        </label>
      ))}
    </fieldset>
  );
}
