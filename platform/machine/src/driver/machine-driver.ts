import type { Clock, Driver, Environment, ReadUsage } from '@shared-payments/operations';

export interface MachineDriverOptions {
  /** The machine's own folder: state, control socket, logs. Made when missing, readable by its owner only. */
  readonly directory: string;
  readonly environment: Environment;
  /** Where users come in; 0 takes any free port. */
  readonly port: number;
  /** 127.0.0.1 when left out. */
  readonly host?: string;
  /** The folder of a release; throws `release_unknown` or `release_damaged`. */
  releaseDirectory(digest: string): Promise<string>;
  /** What starts a role of a release, with that folder as working directory. */
  command(releaseDirectory: string, role: 'api' | 'jobs'): WorkerCommand;
  /** All settings of the workers besides LISTEN, RELEASE and ENVIRONMENT; nothing else is inherited. */
  readonly workerEnvironment: Readonly<Record<string, string>>;
  /** Takes what the driver itself has to say. The lines of workers are kept by the edge, which outlives this process. */
  writeLog(source: string, line: string): void;
  readonly clock: Clock;
  /** Starts nothing: without a door every question is refused with `driver_unavailable`. */
  readonly joinsOnly?: boolean;
  /** The identity of a process: a machine that is started for it ends with it, also when it is killed. */
  readonly livesWith?: string | undefined;
}

export interface WorkerCommand {
  readonly file: string;
  readonly arguments: readonly string[];
}

export interface MachineDriver extends Driver {
  /** Where users come in. */
  readonly url: string;
  /** What the processes of the machine hold. */
  readonly usage: ReadUsage;
  /** Lets go of this process's side; everything keeps running. */
  close(): Promise<void>;
  /** Drains and ends all that runs, the door included. */
  shutDown(): Promise<void>;
  /** Puts another version of the edge's code to work without a pause for users; says the processes before and after. */
  upgradeEdge(entry?: string): Promise<{ readonly before: number; readonly after: number }>;
}
