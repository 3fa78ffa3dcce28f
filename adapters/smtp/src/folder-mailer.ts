import { mkdirSync } from 'node:fs';
import { rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Mailer } from '@shared-payments/usecases';
import { messageOf } from './message.ts';
import { transportOnce } from './transport-once.ts';

export interface FolderSettings {
  readonly folder: string;
  readonly from: string;
  readonly domain: string;
}

const NOT_FOR_FILE_NAMES = /[^A-Za-z0-9_-]/g;

/** Writes each mail as an .eml file that any mail program opens: the default, so that nothing needs a server to be tried. */
export function createFolderMailer(settings: FolderSettings): Mailer {
  mkdirSync(settings.folder, { recursive: true });
  const transport = transportOnce(({ createTransport }) =>
    createTransport({ streamTransport: true, buffer: true, newline: 'unix' }),
  );
  return {
    async send(mail) {
      const opened = await transport.open();
      const { message } = await opened.sendMail(messageOf(mail, settings.from, settings.domain));
      const path = join(settings.folder, `${mail.id.replace(NOT_FOR_FILE_NAMES, '-')}.eml`);
      await writeFile(`${path}.part`, message as Buffer);
      await rename(`${path}.part`, path);
    },
    close: transport.close,
  };
}
