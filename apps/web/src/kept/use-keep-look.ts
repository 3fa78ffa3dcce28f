import { useEffect } from 'react';
import { keepLook } from './looks.ts';

// By then pictures and answers that came meanwhile are in it, and nobody waits for anything.
const KEEP_AFTER_MS = 1_000;
/** Where the installed app opens: at the group where its reader was last. */
const START = '/?start=last';

/** Keeps how this page looks once it shows `content`, for the start after this one. */
export function useKeepLook(content: unknown): void {
  useEffect(() => {
    if (content === undefined) return;
    const { pathname, search } = location;
    const keep = () => {
      const look = presentLook();
      if (look === undefined || pathname !== location.pathname) return;
      void keepLook(pathname + search, look);
      void keepLook(START, look);
    };
    const timer = setTimeout(keep, KEEP_AFTER_MS);
    return () => clearTimeout(timer);
  }, [content]);
}

function presentLook() {
  const root = document.getElementById('root');
  const style = document.querySelector('link[rel="stylesheet"]')?.getAttribute('href');
  if (root === null || style === undefined || style === null) return undefined;
  const copy = root.cloneNode(true) as HTMLElement;
  // What was new then is not news at the next start.
  copy.querySelector('[role="status"]')?.replaceChildren();
  // What is chosen in a list is no part of its markup.
  for (const option of root.querySelectorAll<HTMLOptionElement>('option:checked'))
    copy.querySelector(`option[value="${CSS.escape(option.value)}"]`)?.setAttribute('selected', '');
  const { lang, dir, dataset } = document.documentElement;
  const attributes = `lang="${lang}" dir="${dir}" data-mantine-color-scheme="${dataset.mantineColorScheme ?? 'light'}"`;
  return { markup: copy.innerHTML, style, attributes };
}
