import { OperationsError } from '@shared-payments/operations';
import { type DoorSettings, runDoor } from './run-door.ts';

/** What the command that starts a door in the background hears from it. */
export type DoorReport =
  | { readonly kind: 'open'; readonly url: string }
  | { readonly kind: 'refused'; readonly code: string; readonly message: string; readonly remedy: string };

const settings = JSON.parse(process.argv[2] ?? '{}') as DoorSettings;
const report = (message: DoorReport) =>
  new Promise<void>((resolve) => (process.connected ? process.send?.(message, () => resolve()) : resolve()));

try {
  const door = await runDoor(settings, (line) => console.error(`${new Date().toISOString()} door: ${line}`));
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => void door.shutDown());
  await report({ kind: 'open', url: door.url });
  if (process.connected) process.disconnect();
  await door.ended;
  process.exit(0);
} catch (error) {
  const { code, message, remedy } =
    error instanceof OperationsError
      ? error
      : { code: 'driver_unavailable', message: String(error), remedy: 'Read door.log in the folder of the machine.' };
  console.error(`Error: ${message}\nTry: ${remedy}`);
  await report({ kind: 'refused', code, message, remedy });
  process.exit(1);
}
