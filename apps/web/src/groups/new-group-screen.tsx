import { Button, NativeSelect, TextInput } from '@mantine/core';
import { CURRENCIES } from '@shared-payments/domain';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { useWrite } from '../api/use-write.ts';
import { Card } from '../components/card.tsx';
import form from '../components/form.module.css';
import { formValues } from '../components/form-values.ts';
import { BackLink } from '../components/links.tsx';
import { ProblemNotice } from '../components/problem-notice.tsx';
import { Screen } from '../components/screen.tsx';
import { useSpeech } from '../language/speech-context.tsx';
import { accountQuery } from '../session/session-queries.ts';
import { groupsQuery } from './group-queries.ts';
import { createGroup } from './group-requests.ts';
import { MemberNamesInput } from './member-names-input.tsx';

const FIRST_CURRENCY = 'EUR';

export function NewGroupScreen() {
  const { say, locale } = useSpeech();
  const navigate = useNavigate();
  const { data: account } = useQuery(accountQuery);
  const { data: groups } = useInfiniteQuery(groupsQuery);
  const [memberNames, setMemberNames] = useState<readonly string[]>(['']);
  const create = useWrite(createGroup, {
    changes: [groupsQuery.queryKey],
    onDone: (group) => navigate({ to: '/groups/$groupId', params: { groupId: group.id } }),
  });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    const names = memberNames.map((name) => name.trim()).filter(Boolean);
    const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
    create.mutate({ ...formValues(event, 'name', 'myName', 'currency'), timeZone, memberNames: names });
  };
  const currency = groups?.pages[0]?.groups[0]?.currency ?? FIRST_CURRENCY;
  return (
    <Screen
      title={say('groups.newTitle')}
      lead={say('groups.newLead')}
      back={<BackLink to="/groups">{say('groups.title')}</BackLink>}
      isNarrow
    >
      <Card>
        <form className={form.form} onSubmit={submit}>
          <TextInput
            name="name"
            label={say('groups.name')}
            placeholder={say('groups.nameExample')}
            maxLength={100}
            required
            autoFocus
          />
          <div className={form.pair}>
            <TextInput
              key={account?.name}
              name="myName"
              label={say('groups.myName')}
              defaultValue={account?.name ?? ''}
              maxLength={80}
              required
            />
            <NativeSelect
              key={currency}
              name="currency"
              label={say('groups.currency')}
              defaultValue={currency}
              data={currencyChoices(locale)}
            />
          </div>
          <MemberNamesInput names={memberNames} onChange={setMemberNames} />
          <ProblemNotice error={create.error} />
          <Button type="submit" loading={create.isPending}>
            {say('groups.create')}
          </Button>
        </form>
      </Card>
    </Screen>
  );
}

function currencyChoices(locale: string) {
  const names = new Intl.DisplayNames(locale, { type: 'currency' });
  return CURRENCIES.map((code) => ({ value: code, label: `${code} – ${names.of(code) ?? code}` }));
}
