import { Button } from '@mantine/core';
import type { ErrorComponentProps } from '@tanstack/react-router';
import { Notice } from '../components/notice.tsx';
import { ProblemNotice } from '../components/problem-notice.tsx';
import { Screen } from '../components/screen.tsx';
import { useSpeech } from '../language/speech-context.tsx';

/** A screen that could not be shown. Its code may be of a release that is gone: then only a new page helps. */
export function ScreenFailed({ error, reset }: ErrorComponentProps) {
  const { say } = useSpeech();
  const isOutdated = error instanceof TypeError && /module|import/i.test(error.message);
  return (
    <Screen title={say(isOutdated ? 'app.newRelease' : 'app.failed')} isNarrow>
      {isOutdated ? (
        <Notice tone="hint" action={<Button onClick={() => location.reload()}>{say('app.reload')}</Button>}>
          {say('app.newReleaseText')}
        </Notice>
      ) : (
        <ProblemNotice error={error} onRetry={reset} />
      )}
    </Screen>
  );
}
