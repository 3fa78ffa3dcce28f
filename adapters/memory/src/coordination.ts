import type { Leases, ReaderPositions } from '@shared-payments/usecases';

interface Held {
  readonly holder: string;
  readonly untilMs: number;
  readonly token: number;
}

/** Leases and reader positions of one process. */
export function createMemoryCoordination(): Leases & ReaderPositions & { close(): void } {
  const leases = new Map<string, Held>();
  const positions = new Map<string, string>();
  return {
    acquire: async (name, holder, nowMs, durationMs) => {
      const held = leases.get(name);
      if (held && held.holder !== holder && held.untilMs > nowMs) return undefined;
      const token = held === undefined ? 1 : held.holder === holder ? held.token : held.token + 1;
      leases.set(name, { holder, untilMs: nowMs + durationMs, token });
      return { token };
    },
    release: async (name, holder) => {
      const held = leases.get(name);
      if (held?.holder === holder) leases.set(name, { ...held, untilMs: 0 });
    },
    load: async (reader) => positions.get(reader) ?? '',
    save: async (reader, position) => void positions.set(reader, position),
    close: () => undefined,
  };
}
