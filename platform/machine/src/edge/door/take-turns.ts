export interface Turns {
  set(ids: readonly string[]): void;
  /** The next one that is fit, undefined when none is. */
  next(isFit: (id: string) => boolean): string | undefined;
}

export function takeTurns(): Turns {
  let all: readonly string[] = [];
  let turn = 0;
  return {
    set(ids) {
      all = ids;
    },
    next(isFit) {
      for (let tried = 0; tried < all.length; tried += 1) {
        turn = (turn + 1) % all.length;
        const id = all[turn];
        if (id !== undefined && isFit(id)) return id;
      }
      return undefined;
    },
  };
}
