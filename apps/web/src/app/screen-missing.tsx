import { EmptyState } from '../components/empty-state.tsx';
import { ButtonLink } from '../components/links.tsx';
import { Screen } from '../components/screen.tsx';
import { useSpeech } from '../language/speech-context.tsx';

export function ScreenMissing() {
  const { say } = useSpeech();
  return (
    <Screen title={say('app.missing')} isNarrow>
      <EmptyState
        icon="question"
        title={say('app.missingTitle')}
        text={say('app.missingText')}
        action={<ButtonLink to="/">{say('app.toStart')}</ButtonLink>}
      />
    </Screen>
  );
}
