import type { FormEvent } from 'react';

/** What was typed into a form, by the names of its fields; the browser has checked `required`, `type` and lengths already. */
export function formValues<Name extends string>(
  event: FormEvent<HTMLFormElement>,
  ...names: readonly Name[]
): Readonly<Record<Name, string>> {
  event.preventDefault();
  const data = new FormData(event.currentTarget);
  return Object.fromEntries(names.map((name) => [name, String(data.get(name) ?? '').trim()])) as Record<Name, string>;
}
