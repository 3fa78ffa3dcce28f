export type Goal = { readonly atLeast: number } | { readonly atMost: number };

/** One line of the table. */
export interface Figure {
  readonly what: string;
  readonly value: number;
  /** As it is printed after the value, such as `ms` or `per second`; '' for a ratio. */
  readonly unit: string;
  /** Lowest and highest of the rounds whose median `value` is. */
  readonly spread?: Spread;
  readonly goal?: Goal;
  /** What one must know to read the figure rightly. */
  readonly note?: string;
}

export interface Spread {
  readonly lowest: number;
  readonly highest: number;
}

/** Where a measurement writes its data, and whom it tells what it is at. */
export interface Surroundings {
  /** An empty folder of its own on the disk that is measured; removed afterwards. */
  readonly folder: string;
  readonly progress: (step: string) => void;
}

export interface Measurement {
  /** What `npm run bench -- <word>` selects by. */
  readonly name: string;
  readonly title: string;
  readonly measure: (surroundings: Surroundings) => Promise<readonly Figure[]>;
}

/** Undefined for a figure that is told without a goal. */
export function isMet({ value, goal }: Figure): boolean | undefined {
  if (goal === undefined) return undefined;
  return 'atLeast' in goal ? value >= goal.atLeast : value <= goal.atMost;
}
