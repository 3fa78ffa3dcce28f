import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { AppError } from '@shared-payments/domain';
import type { Mail } from '@shared-payments/usecases';
import { SMTPServer } from 'smtp-server';
import { createFolderMailer } from './folder-mailer.ts';
import { createSmtpMailer } from './smtp-mailer.ts';

const MAIL: Mail = {
  id: 'reading-due-42',
  to: 'ana@example.org',
  subject: 'Очитување — вода',
  text: 'Please read the water meter.',
  html: '<p>Please read the water meter.</p>',
  unsubscribeUrl: 'https://example.org/unsubscribe/abc',
};
const FROM = { from: 'Shared Payments <no-reply@example.org>', domain: 'example.org' };

const isRefused = (error: unknown) =>
  error instanceof AppError && error.code === 'unavailable' && error.data.isRefused === true;

async function startServer(answer: 'take' | 'refuse' | 'close', unknown?: string) {
  const received: string[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    onMailFrom(_address, _session, done) {
      done(answer === 'close' ? Object.assign(new Error('closing'), { responseCode: 421 }) : null);
    },
    onRcptTo({ address }, _session, done) {
      done(address === unknown ? Object.assign(new Error('no such user'), { responseCode: 550 }) : null);
    },
    onData(stream, _session, done) {
      let text = '';
      stream.on('data', (piece: Buffer) => {
        text += piece.toString();
      });
      stream.on('end', () => {
        if (answer === 'take') received.push(text);
        done(answer === 'take' ? null : new Error('mailbox full of secrets'));
      });
    },
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.server.address() as AddressInfo;
  return {
    received,
    url: `smtp://127.0.0.1:${port}`,
    stop: () => new Promise<void>((resolve) => server.close(() => resolve())),
  };
}

describe('mailers', () => {
  const folder = mkdtempSync(join(tmpdir(), 'shared-payments-mail-'));
  after(() => rmSync(folder, { recursive: true }));

  it('sends both parts, a Message-ID made of the id, and one-click unsubscribe through SMTP', async () => {
    const server = await startServer('take');
    const mailer = createSmtpMailer({ url: server.url, ...FROM });
    await mailer.send(MAIL);
    mailer.close();
    await server.stop();
    const [text = ''] = server.received;
    assert.match(text, /^Message-ID: <reading-due-42@example\.org>$/im);
    assert.match(text, /^List-Unsubscribe-Post: List-Unsubscribe=One-Click/im);
    assert.match(text, /multipart\/alternative/);
  });

  it('says unavailable without the words of the server when the mail is not taken', async () => {
    const server = await startServer('refuse');
    const mailer = createSmtpMailer({ url: server.url, ...FROM });
    await assert.rejects(mailer.send(MAIL), (error: unknown) => {
      return error instanceof AppError && error.code === 'unavailable' && !error.message.includes('secrets');
    });
    mailer.close();
    await server.stop();
  });

  it('says which mail was refused, for its address or its text, and takes the next', async () => {
    const server = await startServer('take', MAIL.to);
    const mailer = createSmtpMailer({ url: server.url, ...FROM });
    await assert.rejects(mailer.send(MAIL), isRefused);
    await assert.rejects(mailer.send({ ...MAIL, to: 'nobody' }), isRefused);
    await mailer.send({ ...MAIL, to: 'marko@example.org' });
    mailer.close();
    await server.stop();
    assert.equal(server.received.length, 1);
    const refusing = await startServer('refuse');
    const other = createSmtpMailer({ url: refusing.url, ...FROM });
    await assert.rejects(other.send(MAIL), isRefused);
    other.close();
    await refusing.stop();
  });

  it('blames no mail for a server that closes or is away', async () => {
    const server = await startServer('close');
    const mailer = createSmtpMailer({ url: server.url, ...FROM });
    const isAway = (error: unknown) => error instanceof AppError && error.code === 'unavailable' && !isRefused(error);
    await assert.rejects(mailer.send(MAIL), isAway);
    await server.stop();
    await assert.rejects(mailer.send(MAIL), isAway);
    mailer.close();
  });

  it('writes the mail as one .eml file, and the same mail again over it', async () => {
    const mailer = createFolderMailer({ folder, ...FROM });
    await mailer.send(MAIL);
    await mailer.send(MAIL);
    assert.deepEqual(readdirSync(folder), ['reading-due-42.eml']);
    assert.match(readFileSync(join(folder, 'reading-due-42.eml'), 'utf8'), /^To: ana@example\.org$/im);
  });
});
