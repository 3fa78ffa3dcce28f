import { ActionIcon, Button, TextInput } from '@mantine/core';
import { useRef } from 'react';
import form from '../components/form.module.css';
import { Icon } from '../components/icon.tsx';
import { useSpeech } from '../language/speech-context.tsx';
import styles from './member-names-input.module.css';

interface MemberNamesInputProps {
  readonly names: readonly string[];
  readonly onChange: (names: readonly string[]) => void;
}

/** Who else shares: a name is enough, they need no account. Enter goes on to the next one. */
export function MemberNamesInput({ names, onChange }: MemberNamesInputProps) {
  const { say } = useSpeech();
  const list = useRef<HTMLFieldSetElement>(null);
  const add = () => {
    onChange([...names, '']);
    requestAnimationFrame(() => list.current?.querySelector<HTMLInputElement>('li:last-child input')?.focus());
  };
  return (
    <fieldset ref={list} className={styles.names}>
      <legend>{say('groups.others')}</legend>
      <ul className={form.form}>
        {names.map((name, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a row has nothing but its place until it is named.
          <li key={index} className={styles.row}>
            <TextInput
              value={name}
              aria-label={say('groups.memberNumber', { number: index + 2 })}
              placeholder={say('groups.memberExample')}
              maxLength={80}
              onChange={(event) => onChange(names.with(index, event.target.value))}
              onKeyDown={(event) => {
                if (event.key !== 'Enter' || name.trim() === '') return;
                event.preventDefault();
                add();
              }}
            />
            <ActionIcon
              variant="subtle"
              color="gray"
              size={44}
              aria-label={say('groups.removeName', { name: name || String(index + 2) })}
              onClick={() => onChange(names.filter((_, other) => other !== index))}
            >
              <Icon name="close" />
            </ActionIcon>
          </li>
        ))}
      </ul>
      <Button variant="subtle" leftSection={<Icon name="add" />} onClick={add}>
        {say('groups.addName')}
      </Button>
    </fieldset>
  );
}
