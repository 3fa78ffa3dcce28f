import { connect } from 'node:net';

/** One connection that sends a request, waits for the whole answer, and only then sends the next. */
export interface HttpConnection {
  send(request: string): void;
  end(): void;
}

export interface Listener {
  readonly onAnswer: (status: number) => void;
  /** Nothing more will be answered on this connection. */
  readonly onFailure: (error: Error) => void;
}

const READ_BUFFER_BYTES = 64 * 1024;
const END_OF_HEAD = '\r\n\r\n';
const HEAD = /^HTTP\/1\.1 (\d{3})[\s\S]*?\r\ncontent-length: (\d+)\r\n/i;

/** Reads no more of an answer than where it ends: who makes the load shares the cores with those who are measured. */
export function openConnection(url: URL, { onAnswer, onFailure }: Listener): HttpConnection {
  let head = '';
  let bodyLeft = 0;
  let status = 0;
  let isEnded = false;
  const take = (chunk: Buffer) => {
    if (bodyLeft > 0) bodyLeft -= chunk.length;
    else {
      head += chunk.toString('latin1');
      const headEnd = head.indexOf(END_OF_HEAD);
      if (headEnd < 0) return;
      const [, code, length] = HEAD.exec(head.slice(0, headEnd + END_OF_HEAD.length)) ?? [];
      if (length === undefined) return fail(new Error(`This answer says no length: ${head.slice(0, headEnd)}`));
      status = Number(code);
      bodyLeft = Number(length) - (head.length - headEnd - END_OF_HEAD.length);
      head = '';
    }
    if (bodyLeft < 0) fail(new Error('More came than the answer says.'));
    else if (bodyLeft === 0) onAnswer(status);
  };
  const socket = connect({
    host: url.hostname,
    port: Number(url.port),
    noDelay: true,
    onread: {
      buffer: Buffer.allocUnsafe(READ_BUFFER_BYTES),
      callback(lengthBytes, buffer) {
        take((buffer as Buffer).subarray(0, lengthBytes));
        return true;
      },
    },
  });
  const fail = (error: Error) => {
    if (isEnded) return;
    isEnded = true;
    socket.destroy();
    onFailure(error);
  };
  socket.on('error', fail);
  socket.on('close', () => fail(new Error('The connection was closed before the answer came.')));
  return {
    send: (request) => socket.write(request),
    end() {
      isEnded = true;
      socket.end();
    },
  };
}
