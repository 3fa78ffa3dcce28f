import { Button, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useWrite, type Write } from '../../api/use-write.ts';
import { Card } from '../../components/card.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import form from '../../components/form.module.css';
import { formValues } from '../../components/form-values.ts';
import { Icon } from '../../components/icon.tsx';
import { Notice } from '../../components/notice.tsx';
import { ProblemNotice } from '../../components/problem-notice.tsx';
import { useGroup } from '../../groups/use-group.tsx';
import { useSpeech } from '../../language/speech-context.tsx';
import { type PaymentRules, paymentRulesQuery } from '../payment-queries.ts';
import { setPaymentRules } from '../payment-requests.ts';
import { type ApprovalDraft, draftOf, rulesOfDrafts } from './approval-draft.ts';
import { ApprovalRule } from './approval-rule.tsx';

const RULES_MAX = 20;

export function ApprovalForm({ rules }: { readonly rules: PaymentRules }) {
  const { group } = useGroup();
  const save = useWrite(setPaymentRules(group.id, rules.version), {
    changes: [paymentRulesQuery(group.id).queryKey],
  });
  // Another version is another form; that it was saved is said in both.
  return <Rules key={rules.version} rules={rules} save={save} />;
}

interface RulesProps {
  readonly rules: PaymentRules;
  readonly save: Write<Omit<PaymentRules, 'id' | 'version'>, PaymentRules>;
}

function Rules({ rules, save }: RulesProps) {
  const { say, locale } = useSpeech();
  const { group, canRun } = useGroup();
  const [drafts, setDrafts] = useState<readonly ApprovalDraft[]>(() =>
    rules.autoApprovals.map((rule) => draftOf(rule, locale)),
  );
  const autoApprovals = rulesOfDrafts(drafts, locale);
  const submit = (event: FormEvent<HTMLFormElement>) => {
    const { openDays } = formValues(event, 'openDays');
    if (autoApprovals) save.mutate({ autoApprovals, graceDays: rules.graceDays, openDays: Number(openDays) });
  };
  const add = () => setDrafts([...drafts, { currency: group.currency, amountText: '', methods: [], memberIds: [] }]);
  return (
    <form onSubmit={submit}>
      <fieldset disabled={!canRun} className={form.bare}>
        {drafts.length === 0 ? (
          <EmptyState icon="shield" title={say('rules.noneTitle')} text={say('rules.noneText')} />
        ) : null}
        {drafts.map((draft, index) => (
          <ApprovalRule
            // biome-ignore lint/suspicious/noArrayIndexKey: a rule has nothing but its place.
            key={index}
            number={index + 1}
            draft={draft}
            onChange={(next) => setDrafts(drafts.with(index, next))}
            onRemove={() => setDrafts(drafts.toSpliced(index, 1))}
          />
        ))}
        <Button variant="default" leftSection={<Icon name="add" />} disabled={drafts.length >= RULES_MAX} onClick={add}>
          {say('rules.add')}
        </Button>
        <Card title={say('rules.openTitle')}>
          <TextInput
            name="openDays"
            type="number"
            min={1}
            max={365}
            label={say('rules.openDays')}
            description={say('rules.openDaysText')}
            defaultValue={String(rules.openDays)}
            required
          />
        </Card>
        {save.isSuccess ? <Notice tone="good">{say('app.saved')}</Notice> : null}
        <ProblemNotice error={save.error} />
        <Button type="submit" loading={save.isPending} disabled={autoApprovals === undefined}>
          {say('app.save')}
        </Button>
      </fieldset>
    </form>
  );
}
