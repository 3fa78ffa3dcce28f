/** What the server sends (`PushPayload` of the use cases): readable by this browser alone. */
interface PushPayload {
  readonly title: string;
  readonly body: string;
  readonly path: string;
  readonly tag: string;
  readonly language: string;
  readonly direction: 'ltr' | 'rtl';
}

export interface ShownNotice {
  readonly title: string;
  readonly options: NotificationOptions & { readonly data: { readonly path: string } };
}

const ICON = '/icon-192.png';

/** What is shown of a push. Browsers want something shown for each: one that cannot be read says at least whose it is. */
export function noticeOf(text: string | undefined): ShownNotice {
  const { title, body, path, tag, language, direction } = { ...UNREADABLE, ...payloadIn(text) };
  return { title, options: { body, tag, lang: language, dir: direction, icon: ICON, badge: ICON, data: { path } } };
}

const UNREADABLE: PushPayload = {
  title: 'Shared Payments',
  body: '',
  path: '/',
  tag: 'shared-payments',
  language: '',
  direction: 'ltr',
};

function payloadIn(text: string | undefined): Partial<PushPayload> {
  try {
    const value: unknown = JSON.parse(text ?? '');
    return typeof value === 'object' && value !== null ? value : {};
  } catch {
    return {};
  }
}

/** The address a click leads to: a page of ours, whatever the push said. */
export function pageOf(data: unknown, origin: string): string {
  const path = typeof data === 'object' && data !== null && 'path' in data ? String(data.path) : '/';
  const url = URL.parse(path, origin);
  return url?.origin === origin ? url.href : `${origin}/`;
}

interface OpenPage {
  readonly url: string;
  readonly focused: boolean;
}

/** The open page to use for `address`: one that shows it already, else the one the reader looked at, else any; or none. */
export function pageToUse<Page extends OpenPage>(pages: readonly Page[], address: string): Page | undefined {
  return pages.find(({ url }) => url === address) ?? pages.find(({ focused }) => focused) ?? pages[0];
}
