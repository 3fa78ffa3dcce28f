import { Button, TextInput } from '@mantine/core';
import { useWrite } from '../api/use-write.ts';
import { Card } from '../components/card.tsx';
import form from '../components/form.module.css';
import { formValues } from '../components/form-values.ts';
import { Notice } from '../components/notice.tsx';
import { ProblemNotice } from '../components/problem-notice.tsx';
import { useGroup } from '../groups/use-group.tsx';
import { useSpeech } from '../language/speech-context.tsx';
import { type PaymentRules, paymentRulesQuery } from '../payments/payment-queries.ts';
import { setPaymentRules } from '../payments/payment-requests.ts';

/** The days after the due date in which nobody is late. */
export function GraceForm({ rules }: { readonly rules: PaymentRules }) {
  const { say } = useSpeech();
  const { group, canRun } = useGroup();
  const { autoApprovals, openDays } = rules;
  const save = useWrite(setPaymentRules(group.id, rules.version), {
    changes: [paymentRulesQuery(group.id).queryKey],
  });
  return (
    <Card title={say('reminders.grace')}>
      <form
        onSubmit={(event) =>
          save.mutate({ autoApprovals, openDays, graceDays: Number(formValues(event, 'graceDays').graceDays) })
        }
      >
        <fieldset key={rules.version} disabled={!canRun} className={form.bare}>
          <TextInput
            name="graceDays"
            type="number"
            min={0}
            max={90}
            label={say('reminders.graceDays')}
            description={say('reminders.graceText')}
            defaultValue={String(rules.graceDays)}
            required
          />
          {save.isSuccess ? <Notice tone="good">{say('app.saved')}</Notice> : null}
          <ProblemNotice error={save.error} />
          <Button type="submit" loading={save.isPending}>
            {say('app.save')}
          </Button>
        </fieldset>
      </form>
    </Card>
  );
}
