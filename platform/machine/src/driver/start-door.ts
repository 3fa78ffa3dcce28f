import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, mkdirSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { OperationsError, type OperationsErrorCode } from '@shared-payments/operations';
import type { DoorReport } from '../edge/door/main.ts';
import type { DoorSettings } from '../edge/door/run-door.ts';

const DOOR_ENTRY = fileURLToPath(new URL('../edge/door/main.ts', import.meta.url));
const OPEN_WITHIN_MS = 20_000;

/** Starts a door that outlives this process. Throws what the door was refused with. */
export async function startDoor(settings: DoorSettings): Promise<void> {
  mkdirSync(settings.directory, { recursive: true, mode: 0o700 });
  const log = openSync(join(settings.directory, 'door.log'), 'a', 0o600);
  const door = spawn(process.execPath, [DOOR_ENTRY, JSON.stringify(settings)], {
    stdio: ['ignore', log, log, 'ipc'],
    detached: true,
  });
  closeSync(log);
  const report = await reportOf(door);
  if (door.connected) door.disconnect();
  door.unref();
  if (report.kind === 'open') return;
  throw new OperationsError({ ...report, code: report.code as OperationsErrorCode });
}

function reportOf(door: ChildProcess): Promise<DoorReport> {
  const { promise, resolve } = Promise.withResolvers<DoorReport>();
  const fail = (message: string) => resolve({ kind: 'refused', code: 'driver_unavailable', message, remedy: REMEDY });
  const timer = setTimeout(() => fail('The door did not open in time.'), OPEN_WITHIN_MS);
  door.once('message', (message) => resolve(message as DoorReport));
  door.once('error', (error) => fail(`The door did not start: ${error.message}.`));
  door.once('exit', (code, signal) => fail(`The door ended with ${signal ?? code}.`));
  return promise.finally(() => clearTimeout(timer));
}

const REMEDY = 'Read door.log in the folder of the machine.';
