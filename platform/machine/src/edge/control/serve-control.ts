import { createServer, type Server, type Socket } from 'node:net';
import { OperationsError } from '@shared-payments/operations';
import type { ControlAnswer, ControlRequest, Handlers, RequestKind } from './protocol.ts';

const REQUEST_CHARACTERS_MAX = 1_000_000;
const SILENCE_MAX_MS = 10_000;

/** Answers requests of operators' commands; whoever may open the machine's folder may ask. */
export function serveControl(descriptor: number, handlers: Handlers): Server {
  const server = createServer((socket) => {
    let text = '';
    socket.setEncoding('utf8');
    socket.setTimeout(SILENCE_MAX_MS, () => text.includes('\n') || socket.destroy());
    socket.on('error', () => {});
    socket.on('data', (piece: string) => {
      if (text.includes('\n')) return;
      text += piece;
      if (text.length > REQUEST_CHARACTERS_MAX) socket.destroy();
      else if (text.includes('\n')) void answer(socket, handlers, text);
    });
  });
  server.listen({ fd: descriptor });
  return server;
}

async function answer(socket: Socket, handlers: Handlers, text: string): Promise<void> {
  const reply = await settle(handlers, text);
  socket.end(`${JSON.stringify(reply)}\n`);
}

async function settle(handlers: Handlers, text: string): Promise<ControlAnswer> {
  try {
    const { kind, ask } = JSON.parse(text) as ControlRequest;
    if (!Object.hasOwn(handlers, kind)) throw unknownRequest(kind);
    const handle = handlers[kind] as (ask: unknown) => Promise<unknown>;
    return { isDone: true, answer: await handle(ask) };
  } catch (error) {
    const { code, message, remedy, data } = error instanceof OperationsError ? error : unforeseen(error);
    return { isDone: false, code, message, remedy, data };
  }
}

function unknownRequest(kind: RequestKind): OperationsError {
  return new OperationsError({
    code: 'driver_unavailable',
    message: `The edge does not know the request \`${kind}\`.`,
    remedy: 'It is older than this command: upgrade the edge first.',
  });
}

function unforeseen(error: unknown): OperationsError {
  return new OperationsError({
    code: 'driver_unavailable',
    message: `The edge could not do it: ${error instanceof Error ? error.message : String(error)}.`,
    remedy: 'Read `./ops logs --source edge` and `./ops doctor`.',
    cause: error,
  });
}
