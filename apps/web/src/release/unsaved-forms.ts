import { useSyncExternalStore } from 'react';

// A form that was typed in counts as unsaved as long as it stands on the page: saving leads away from it, or takes it down.
const touched = new Set<Element>();
const listeners = new Set<() => void>();

/** Notices typing in every form of the page, whoever made it. */
export function watchForms(): void {
  document.addEventListener('input', ({ target }) => {
    const form = target instanceof Element ? target.closest('main form') : null;
    if (form === null || touched.has(form)) return;
    touched.add(form);
    tellAll();
  });
}

/** A screen was changed for another: forms that went with it hold nothing back any more. */
export function forgetGoneForms(): void {
  for (const form of touched) if (!form.isConnected) touched.delete(form);
  tellAll();
}

export function hasUnsavedForm(): boolean {
  return [...touched].some((form) => form.isConnected);
}

export function useHasUnsavedForm(): boolean {
  return useSyncExternalStore(subscribe, hasUnsavedForm);
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function tellAll(): void {
  for (const listener of listeners) listener();
}
