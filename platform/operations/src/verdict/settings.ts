/** How strict a verdict is. The chances are for one whole deployment; the plan divides them over its stages. */
export interface VerdictSettings {
  /** Chance of rolling back a release that is the same as the old one. */
  readonly falseAlarmChance: number;
  /** Chance, per comparison, of passing one that is worse by a margin or more. */
  readonly missChance: number;
  readonly errors: { readonly tolerance: number; readonly margin: number };
  readonly typicalLatency: { readonly tolerance: number; readonly margin: number };
  readonly tailLatency: { readonly tolerance: number; readonly margin: number };
  readonly memory: { readonly windowMs: number; readonly bytesPerHour: number; readonly minBytes: number };
  /** Crashes of the candidate's workers in one stage that fail it. */
  readonly crashes: number;
}

const MEBIBYTE = 1_048_576;

export const defaultVerdictSettings: VerdictSettings = {
  falseAlarmChance: 0.004,
  missChance: 0.05,
  errors: { tolerance: 0.002, margin: 0.01 },
  typicalLatency: { tolerance: 0.2, margin: 0.35 },
  tailLatency: { tolerance: 0.03, margin: 0.08 },
  memory: { windowMs: 5_000, bytesPerHour: 1_024 * MEBIBYTE, minBytes: 48 * MEBIBYTE },
  crashes: 2,
};

/** How a stage's chance of a false alarm is shared out among its tests. */
export const ALPHA_SHARES = { errors: 0.5, typicalLatency: 0.125, tailLatency: 0.125, memory: 0.25 } as const;
