import { Button, Checkbox, TextInput } from '@mantine/core';
import { Card } from '../../components/card.tsx';
import form from '../../components/form.module.css';
import { useGroup } from '../../groups/use-group.tsx';
import { useSpeech } from '../../language/speech-context.tsx';
import type { ApprovalDraft } from './approval-draft.ts';

interface ApprovalRuleProps {
  readonly number: number;
  readonly draft: ApprovalDraft;
  readonly onChange: (draft: ApprovalDraft) => void;
  readonly onRemove: () => void;
}

const METHODS = ['bank', 'card', 'cash'] as const;

/** One kind of payment that nobody has to approve. */
export function ApprovalRule({ number, draft, onChange, onRemove }: ApprovalRuleProps) {
  const { say } = useSpeech();
  const { present } = useGroup();
  const { currency, amountText, methods, memberIds } = draft;
  return (
    <Card
      title={say('rules.rule', { number })}
      aside={
        <Button size="xs" variant="subtle" onClick={onRemove}>
          {say('rules.remove')}
        </Button>
      }
    >
      <TextInput
        label={say('rules.upTo', { currency })}
        inputMode="decimal"
        value={amountText}
        onChange={(event) => onChange({ ...draft, amountText: event.target.value })}
        required
      />
      <fieldset className={form.choices}>
        <legend>{say('rules.ways')}</legend>
        {METHODS.map((method) => (
          <Checkbox
            key={method}
            label={say(`paymentMethod.${method}`)}
            checked={methods.includes(method)}
            onChange={(event) => onChange({ ...draft, methods: toggled(methods, method, event.target.checked) })}
          />
        ))}
      </fieldset>
      <fieldset className={form.choices}>
        <legend>{say('rules.whose')}</legend>
        {present.map(({ id, name }) => (
          <Checkbox
            key={id}
            label={name}
            checked={memberIds.includes(id)}
            onChange={(event) => onChange({ ...draft, memberIds: toggled(memberIds, id, event.target.checked) })}
          />
        ))}
      </fieldset>
    </Card>
  );
}

function toggled<T>(all: readonly T[], one: T, isOn: boolean): readonly T[] {
  return isOn ? [...all, one] : all.filter((other) => other !== one);
}
