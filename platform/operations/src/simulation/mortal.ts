import type { OperationsPorts } from '../ports/operations-ports.ts';

/** Where a command dies: at its n-th call of a port, before the call has its effect or after. */
export interface Death {
  readonly atCall: number;
  readonly when: 'before' | 'after';
}

export interface MortalPorts {
  readonly ports: OperationsPorts;
  /** Resolves when it died; its work then never goes on, as after kill -9: no handler, no `finally`, no heartbeat. */
  readonly died: Promise<void>;
  /** Calls of ports so far. */
  calls(): number;
  /** The call it died at: `driver.setTraffic`. */
  lastCall(): string;
}

const PLACES = ['driver', 'balancer', 'ledger', 'lock', 'journal', 'releases', 'migrations', 'settings'] as const;

/** The same ports for a command that is killed in the middle. */
export function mortalPorts(ports: OperationsPorts, death: Death): MortalPorts {
  const life = { calls: 0, isDead: false, lastCall: '', die: () => {} };
  const died = new Promise<void>((resolve) => {
    life.die = resolve;
  });
  const forever = new Promise<never>(() => {});
  const guard = async (name: string, call: () => unknown): Promise<unknown> => {
    if (life.isDead) return forever;
    life.calls += 1;
    const isLast = life.calls === death.atCall;
    if (isLast) life.lastCall = name;
    if (isLast) life.isDead = true;
    if (!isLast || death.when === 'after') {
      const result = await call();
      if (!life.isDead) return result;
    }
    life.die();
    return forever;
  };
  const clock = {
    ...ports.clock,
    sleep: (durationMs: number) => (life.isDead ? forever : ports.clock.sleep(durationMs)),
    every: (intervalMs: number, work: () => Promise<void>) =>
      ports.clock.every(intervalMs, async () => (life.isDead ? undefined : Promise.race([work(), died]))),
  };
  const guarded = Object.fromEntries(
    PLACES.flatMap((place) => {
      const port = ports[place];
      return port === undefined ? [] : [[place, guardAll(place, port, guard)]];
    }),
  );
  const mortal = { ...ports, ...guarded, clock } as OperationsPorts;
  return { ports: mortal, died, calls: () => life.calls, lastCall: () => life.lastCall };
}

function guardAll(place: string, port: object, guard: (name: string, call: () => unknown) => Promise<unknown>): object {
  const members = Object.entries(port).map(([name, member]) => {
    if (typeof member !== 'function') return [name, member];
    return [name, (...given: readonly unknown[]) => guard(`${place}.${name}`, () => member(...given))];
  });
  return Object.fromEntries(members);
}
