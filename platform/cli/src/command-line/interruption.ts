/** What a command would leave behind when the operator stops it: registered while it lasts, ended newest first. */
export interface Interruption {
  /** Remembers how a command ends early with a result; the returned function forgets it again. */
  readonly endsEarly: (end: () => void) => () => void;
  /** Asks the command to end early, once; false when it cannot, or was asked before. */
  readonly endEarly: () => boolean;
  /** Remembers what to end; the returned function forgets it again. */
  readonly ends: (end: () => Promise<void>) => () => void;
  /** Whether anything is registered. */
  readonly isIdle: () => boolean;
  /** Ends everything; what fails does not keep the rest. */
  readonly now: () => Promise<void>;
}

export function openInterruption(): Interruption {
  const left: (() => Promise<void>)[] = [];
  let early: (() => void) | undefined;
  const forget = (end: () => Promise<void>) => {
    const index = left.indexOf(end);
    if (index >= 0) left.splice(index, 1);
  };
  return {
    endsEarly: (end) => {
      early = end;
      return () => {
        early = undefined;
      };
    },
    endEarly: () => {
      const asked = early;
      early = undefined;
      asked?.();
      return asked !== undefined;
    },
    ends: (end) => {
      left.push(end);
      return () => forget(end);
    },
    isIdle: () => left.length === 0,
    now: async () => {
      for (let end = left.pop(); end !== undefined; end = left.pop()) await end().catch(() => {});
    },
  };
}
