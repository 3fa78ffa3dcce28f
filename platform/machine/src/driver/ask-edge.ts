import { connect } from 'node:net';
import { OperationsError } from '@shared-payments/operations';
import type { ControlAnswer, RequestKind, Requests } from '../edge/control/protocol.ts';

const ANSWER_WITHIN_MS = 120_000;
// An edge that is being replaced may drop a question; it is asked again unless it was heard.
const ATTEMPTS = 40;
const RETRY_MS = 25;

/** Asks the edge of a machine's folder. Throws what the edge refuses with, `driver_unavailable` when nobody answers. */
export async function askEdge<Kind extends RequestKind>(
  path: string,
  kind: Kind,
  ask: Requests[Kind]['ask'],
): Promise<Requests[Kind]['answer']> {
  const text = await answered(path, `${JSON.stringify({ kind, ask })}\n`);
  const reply = JSON.parse(text) as ControlAnswer;
  if (reply.isDone) return reply.answer as Requests[Kind]['answer'];
  throw new OperationsError(reply);
}

/** Every change is idempotent, so a question whose edge died before it answered is asked again. */
async function answered(path: string, question: string): Promise<string> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await exchange(path, question);
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      const isNobody = code === 'ENOENT' || code === 'ECONNREFUSED';
      if (isNobody) throw notRunning(path, error);
      if (attempt === ATTEMPTS) throw unavailable(path, error);
      await new Promise((resolve) => setTimeout(resolve, RETRY_MS));
    }
  }
}

function exchange(path: string, question: string): Promise<string> {
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  const socket = connect(path, () => socket.write(question));
  let text = '';
  socket.setEncoding('utf8');
  socket.setTimeout(ANSWER_WITHIN_MS, () => socket.destroy(new Error('no answer')));
  socket.on('data', (piece: string) => {
    text += piece;
  });
  socket.on('error', reject);
  socket.on('close', () =>
    text.endsWith('\n') ? resolve(text) : reject(new Error('the edge ended before it answered')),
  );
  return promise;
}

function notRunning(path: string, cause: unknown): OperationsError {
  return new OperationsError({
    code: 'driver_unavailable',
    message: `No machine runs here, so nobody is served: nothing answers at ${path}.`,
    remedy: 'Start it: `npm start`, or its service. `./ops history` and `./ops logs` tell what was.',
    cause,
  });
}

function unavailable(path: string, cause: unknown): OperationsError {
  return new OperationsError({
    code: 'driver_unavailable',
    message: `No edge answers at ${path}: ${cause instanceof Error ? cause.message : String(cause)}.`,
    remedy: 'Run the command again, and read door.log in the folder of the machine.',
    cause,
  });
}
