import './theme/tokens.css';
import './theme/base.css';
import './theme/mantine.css';
import { createRoot } from 'react-dom/client';
import { createQueryClient } from './api/query-client.ts';
import { App } from './app/app.tsx';
import { createAppRouter } from './app/router.ts';
import { watchConnection } from './connection/watch-connection.ts';
import { stopKeeping } from './kept/answer-persister.ts';
import { forgetAnswers, tidyAnswers } from './kept/answers.ts';
import { untilAnswered } from './kept/until-answered.ts';
import { loadSpeech } from './language/load-speech.ts';
import { watchReader } from './notifications/watch-reader.ts';
import { watchOutbox } from './outbox/watch-outbox.ts';
import { preferences } from './preferences/preferences.ts';
import { installServiceWorker } from './release/new-release.ts';
import { watchForms } from './release/unsaved-forms.ts';

// By then the first screen is there, and its network is free.
const REST_AFTER_MS = 1_500;

const queryClient = createQueryClient(() => {
  stopKeeping();
  void forgetAnswers();
  const { pathname, searchStr } = router.latestLocation;
  if (pathname !== '/sign-in') void router.navigate({ to: '/sign-in', search: { to: `${pathname}${searchStr}` } });
});
const router = createAppRouter(queryClient);

performance.mark('app');
watchForms();
watchConnection(queryClient);
watchOutbox(queryClient);
void show();
setTimeout(() => {
  void installServiceWorker();
  watchReader(queryClient);
  void tidyAnswers(Date.now());
}, REST_AFTER_MS);

// No `await` of this module itself: the first screen is in the same file, and would wait for it in turn.
async function show(): Promise<void> {
  // The first screen's code and data are on their way while the language is.
  const [speech] = await Promise.all([loadSpeech(preferences(), navigator.languages), router.load()]);
  await untilAnswered(queryClient);
  const root = document.getElementById('root');
  if (!root) throw new Error('The page has no #root.');
  createRoot(root).render(<App speech={speech} queryClient={queryClient} router={router} />);
}
