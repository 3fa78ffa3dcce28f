import type { UserSettingsWire, WireOf } from '@shared-payments/contract';
import type { QueryClient } from '@tanstack/react-query';
import { deviceName } from '../account/device-name.ts';
import { newIdempotencyKey } from '../api/idempotency-key.ts';
import { readAnswer, sendWrite } from '../api/send-request.ts';
import { readersLanguage } from '../language/languages.ts';
import { listenToPreferences, preferences } from '../preferences/preferences.ts';
import { accountQuery } from '../session/session-queries.ts';
import { renewPush } from './push.ts';

const PATH = '/v1/account/settings';
const NAMELESS = 'Browser';

const LOCK = 'shared-payments.language';
let inThisTab: Promise<unknown> = Promise.resolve();

/**
 * What is sent to the reader is in the language they chose here; where they never chose, in the first browser's they signed in
 * with. Devices go on showing pushes after a new sign-in. Without the network both are tried again at the next start.
 */
export function watchReader(queryClient: QueryClient): void {
  let toldFor: string | undefined;
  const reader = () => queryClient.getQueryData(accountQuery.queryKey)?.id;
  const look = () => {
    const userId = reader();
    if (userId === toldFor) return;
    toldFor = userId;
    if (userId === undefined) return;
    void tellLanguage().catch(() => undefined);
    void renewPush(deviceName(navigator.userAgent) ?? NAMELESS).catch(() => undefined);
  };
  look();
  queryClient.getQueryCache().subscribe(({ query }) => {
    if (query.queryKey[0] === accountQuery.queryKey[0]) look();
  });
  let { language } = preferences();
  listenToPreferences(() => {
    if (preferences().language === language) return;
    language = preferences().language;
    if (reader() !== undefined) void tellLanguage().catch(() => undefined);
  });
}

/** One after another, in all tabs: two that read the same version would both write, and the second be refused. */
function tellLanguage(): Promise<void> {
  // Browsers keep locks to secure pages.
  if (navigator.locks) return navigator.locks.request(LOCK, tellWhereItDiffers);
  const next = inThisTab.then(tellWhereItDiffers, tellWhereItDiffers);
  inThisTab = next;
  return next;
}

async function tellWhereItDiffers(): Promise<void> {
  const { language: chosen } = preferences();
  const settings = await readAnswer<WireOf<typeof UserSettingsWire>>(PATH);
  if (settings.language !== null && chosen === undefined) return;
  const language = readersLanguage(chosen, navigator.languages);
  if (settings.language === language) return;
  const ifVersion = settings.version > 0 ? { ifVersion: settings.version } : {};
  await sendWrite({ method: 'PUT', path: PATH, body: { language }, ...ifVersion }, newIdempotencyKey());
}
