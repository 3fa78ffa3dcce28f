import type { Json, OperationsPorts, ReadUsage, RunEvent, Session } from '@shared-payments/operations';
import type { EstateDesk } from '../estate/estate-desk.ts';
import type { Interruption } from './interruption.ts';

export interface OptionSpec {
  readonly type: 'string' | 'boolean';
  /** What it does, one line; the help prints it. */
  readonly what: string;
  /** Shown in the usage: `--lines <number>`. */
  readonly value?: string;
  readonly short?: string;
  readonly default?: string;
}

export interface ArgumentSpec {
  readonly name: string;
  readonly what: string;
  readonly isRequired: boolean;
}

/** What a command was given, parsed and checked against its own description. */
export interface Invocation {
  readonly command: string;
  readonly arguments: Readonly<Record<string, string>>;
  readonly options: Readonly<Record<string, string | boolean>>;
}

/** Lines for people go to stdout, or the same facts as JSON; everything said on the way goes to stderr. */
export interface CommandResult {
  readonly lines: readonly string[];
  readonly json: Json;
  /** The closing line: outcome, without the time. */
  readonly closing: string;
  /** 0 done, 1 refused or failed, 3 waits for a person. */
  readonly exitCode: 0 | 1 | 3;
}

/** What a command works with. */
export interface Desk {
  readonly session: Session;
  readonly ports: OperationsPorts;
  /** Where users reach the place; undefined when nothing listens, as in a simulation. */
  readonly url: string | undefined;
  /** What the processes of the place hold; missing where nobody asks. */
  readonly usage?: ReadUsage;
  readonly say: (sentence: string) => void;
  readonly report: (event: RunEvent) => void;
  /** Writes a line of data at once, for commands that go on for long. */
  readonly print: (line: string) => void;
  readonly isJson: boolean;
  /** Left out where nobody presses Ctrl-C. */
  readonly interruption?: Interruption;
  /** The templates of the environments on AWS. */
  readonly estate: EstateDesk;
  /** A fresh place of the same kind that is thrown away afterwards. */
  readonly openRehearsal: (environment: string) => Promise<RehearsalDesk>;
  /** Replaces the edge by the one of this version; says their processes. Missing where there is none of ours. */
  readonly upgradeEdge?: () => Promise<{ readonly before: number; readonly after: number }>;
  /** HAProxy in front of the same releases, thrown away afterwards; `driver_unavailable` where it is not installed. */
  readonly openPeer?: () => Promise<RehearsalDesk>;
}

export interface RehearsalDesk {
  readonly desk: Desk;
  readonly shutDown: () => Promise<void>;
}

/** A command: its manual, its schema and its work in one place. Help, parsing and completion all read this. */
export interface Command {
  readonly name: string;
  readonly summary: string;
  /** It looks at files and models only: no place is opened for it, it gets an empty one in memory. */
  readonly isPlaceless?: true;
  /** It looks at what runs, or needs it running: no machine is started for it. So is every dry run. */
  readonly startsNothing?: true;
  readonly arguments: readonly ArgumentSpec[];
  readonly options: Readonly<Record<string, OptionSpec>>;
  /** What one should know before using it. */
  readonly details: readonly string[];
  readonly examples: readonly string[];
  readonly run: (desk: Desk, invocation: Invocation) => Promise<CommandResult>;
}
