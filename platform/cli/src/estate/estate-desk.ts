/** What an operator can ask about the templates of the estate. They are made by programs of their own, so that no other command waits for them. */
export interface EstateDesk {
  /** Writes the templates of this checkout, or of another revision of it, into a folder. Throws `synthesis_failed`, `release_unknown`. */
  synth(request: SynthRequest): Promise<Synthesis>;
  /** Judges the templates of this checkout. Throws `synthesis_failed`. */
  check(environments: readonly string[]): Promise<EstateVerdict>;
  /** Throws `synthesis_failed`. */
  compare(before: string, after: string): Promise<readonly StackDifference[]>;
  /** Writes what is deployed beside each template of a synthesis; gives how many stacks there are. Throws `driver_unavailable`. */
  fetchDeployed(stacks: readonly SynthesisedStack[], folder: string): Promise<number>;
  /** Why a change set must not be executed. Throws `driver_unavailable`. */
  refusals(environment: string, stack: string, changeSet: string): Promise<readonly string[]>;
  /** A folder that is gone when the process ends. */
  openScratch(): Promise<string>;
}

export interface SynthRequest {
  readonly folder: string;
  readonly environments: readonly string[];
  /** A commit, tag or branch; this checkout as it lies when left out. */
  readonly revision?: string;
}

export interface SynthesisedStack {
  readonly environment: string;
  readonly stack: string;
  readonly account: string;
  readonly region: string;
  readonly file: string;
}

export interface Synthesis {
  readonly folder: string;
  readonly stacks: readonly SynthesisedStack[];
}

export interface EstateFinding {
  readonly rule: string;
  readonly severity: string;
  readonly said: string;
  readonly paths: readonly string[];
}

export interface EstateVerdict {
  readonly environments: readonly {
    readonly environment: string;
    readonly stacks: number;
    readonly resources: number;
    readonly largestResources: number;
    readonly largestKilobytes: number;
  }[];
  readonly rules: readonly { readonly name: string; readonly findings: number; readonly acknowledged: number }[];
  readonly findings: readonly EstateFinding[];
  readonly refusal: string | null;
  readonly cpuSeconds: number;
  readonly cpuSecondsMax: number;
  readonly isGood: boolean;
}

export interface StackDifference {
  readonly stack: string;
  readonly resources: readonly {
    readonly id: string;
    readonly type: string;
    readonly change: 'added' | 'removed' | 'kept but let go' | 'replaced' | 'perhaps replaced' | 'changed';
    readonly properties: readonly string[];
  }[];
  readonly others: readonly string[];
  readonly broaderRights: readonly string[];
  readonly broaderNetwork: readonly string[];
}
