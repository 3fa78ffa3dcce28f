import { FALLBACK_LANGUAGE, type Language } from '@shared-payments/domain';
import { runCommand } from '../command/run-command.ts';
import { put, requireVersion } from '../command/writes.ts';
import { userPartition } from '../identity/identity-collections.ts';
import type { RequestContext, Services } from '../ports/services.ts';
import type { Reader } from '../ports/store.ts';
import { defineCollection } from '../store/collection.ts';

/** What holds for a person in all groups. One document, of the user's id. */
export interface UserSettings {
  readonly id: string;
  readonly version: number;
  /** What mails, pushes and calendars are written in; null: nobody chose. */
  readonly language: Language | null;
}

export const userSettings = defineCollection<UserSettings>('user-settings');

export async function languageOf(reader: Pick<Reader, 'get'>, userId: string): Promise<Language> {
  return (await settingsOf(reader, userId)).language ?? FALLBACK_LANGUAGE;
}

/** The asker's own, version 0 before anything was set. */
export async function getUserSettings(services: Services, context: RequestContext): Promise<UserSettings> {
  return settingsOf(services.store, context.userId);
}

/** Errors: `precondition_required` and `conflict` once some were set. */
export async function setUserSettings(
  services: Services,
  context: RequestContext,
  input: Pick<UserSettings, 'language'>,
): Promise<UserSettings> {
  const partition = userPartition(context.userId);
  return runCommand(services, context, { partition, verb: 'settings/set-user-settings', input }, async (reader) => {
    const current = await settingsOf(reader, context.userId);
    if (current.version > 0) requireVersion(context, current);
    const next = { id: context.userId, version: current.version + 1, language: input.language };
    return { writes: [put(userSettings, next)], answer: next };
  });
}

async function settingsOf(reader: Pick<Reader, 'get'>, userId: string): Promise<UserSettings> {
  const stored = await reader.get(userSettings, userPartition(userId), userId);
  return stored ?? { id: userId, version: 0, language: null };
}
