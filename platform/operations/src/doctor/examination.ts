export interface Examination {
  readonly check: string;
  /** `odd`: harmless now, worth a look. `wrong`: somebody should act. */
  readonly health: 'sound' | 'odd' | 'wrong';
  /** What was found, in one sentence. */
  readonly found: string;
  /** What to do; empty when sound. */
  readonly remedy: string;
}

export function sound(check: string, found: string): Examination {
  return { check, health: 'sound', found, remedy: '' };
}

export function odd(check: string, found: string, remedy: string): Examination {
  return { check, health: 'odd', found, remedy };
}

export function wrong(check: string, found: string, remedy: string): Examination {
  return { check, health: 'wrong', found, remedy };
}
