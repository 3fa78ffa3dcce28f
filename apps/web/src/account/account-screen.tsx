import { Button, SegmentedControl, TextInput } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useWrite } from '../api/use-write.ts';
import { AnswerView } from '../components/answer-view.tsx';
import { Card } from '../components/card.tsx';
import form from '../components/form.module.css';
import { formValues } from '../components/form-values.ts';
import { BackLink, ButtonLink } from '../components/links.tsx';
import { Notice } from '../components/notice.tsx';
import { ProblemNotice } from '../components/problem-notice.tsx';
import { Screen } from '../components/screen.tsx';
import { useSpeech } from '../language/speech-context.tsx';
import { setPreferences } from '../preferences/preferences.ts';
import { usePreferences } from '../preferences/use-preferences.ts';
import { LanguageChoice } from '../session/language-choice.tsx';
import { type Account, accountQuery } from '../session/session-queries.ts';
import { rename } from './account-requests.ts';
import { PasskeysCard } from './passkeys-card.tsx';
import { PasswordCard } from './password-card.tsx';
import { SecondFactorCard } from './second-factor-card.tsx';
import { SessionsCard } from './sessions-card.tsx';

/** Who I am here, how I sign in, and where I am signed in. */
export function AccountScreen() {
  const { say } = useSpeech();
  const query = useQuery(accountQuery);
  return (
    <Screen
      title={say('account.title')}
      isNarrow
      back={<BackLink to="/groups">{say('groups.title')}</BackLink>}
      lead={query.data?.email ?? undefined}
    >
      <AnswerView query={query}>
        {(account) =>
          account === null ? (
            <Notice tone="hint">{say('problem.notSignedIn')}</Notice>
          ) : (
            <>
              <NameCard account={account} />
              <LookCard />
              {account.isGuest ? (
                <Card title={say('account.keepTitle')}>
                  <p>{say('session.guestNotice')}</p>
                  <div>
                    <ButtonLink to="/register">{say('session.keep')}</ButtonLink>
                  </div>
                </Card>
              ) : (
                <>
                  <PasswordCard />
                  <SecondFactorCard account={account} />
                  <PasskeysCard />
                </>
              )}
              <SessionsCard />
            </>
          )
        }
      </AnswerView>
    </Screen>
  );
}

function NameCard({ account }: { readonly account: Account }) {
  const { say } = useSpeech();
  const queryClient = useQueryClient();
  const change = useWrite(rename, {
    onDone: (answer) => queryClient.setQueryData(accountQuery.queryKey, answer.account),
  });
  return (
    <Card title={say('account.name')}>
      <form className={form.form} onSubmit={(event) => change.mutate(formValues(event, 'name'))}>
        <TextInput
          name="name"
          label={say('session.name')}
          defaultValue={account.name}
          maxLength={80}
          autoComplete="name"
          required
        />
        {change.isSuccess ? <Notice tone="good">{say('app.saved')}</Notice> : null}
        <ProblemNotice error={change.error} />
        <div>
          <Button type="submit" variant="default" loading={change.isPending}>
            {say('app.save')}
          </Button>
        </div>
      </form>
    </Card>
  );
}

const DEVICE = 'device';

/** Language and colours of this browser. */
function LookCard() {
  const { say } = useSpeech();
  const { colorScheme } = usePreferences();
  return (
    <Card title={say('account.look')}>
      <div className={form.row}>
        <LanguageChoice />
        <SegmentedControl
          aria-label={say('account.colours')}
          value={colorScheme ?? DEVICE}
          data={[
            { value: DEVICE, label: say('account.asDevice') },
            { value: 'light', label: say('account.light') },
            { value: 'dark', label: say('account.dark') },
          ]}
          onChange={(value) =>
            setPreferences({ colorScheme: value === 'light' || value === 'dark' ? value : undefined })
          }
        />
      </div>
    </Card>
  );
}
