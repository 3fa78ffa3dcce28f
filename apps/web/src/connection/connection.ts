/** Whether the API answered when it was asked last. */
export interface Connection {
  readonly isReachable: () => boolean;
  readonly note: (isReachable: boolean) => void;
  readonly subscribe: (listener: () => void) => () => void;
}

// The service worker says with it that an answer is an earlier one, given because nobody else answered.
export const KEPT_ANSWER_HEADER = 'x-kept-answer';

function createConnection(): Connection {
  const listeners = new Set<() => void>();
  let reachable = typeof navigator === 'undefined' || navigator.onLine;
  return {
    isReachable: () => reachable,
    note(isReachable) {
      if (reachable === isReachable) return;
      reachable = isReachable;
      for (const listener of listeners) listener();
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

export const connection = createConnection();
