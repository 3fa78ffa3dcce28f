type Environment = Readonly<Record<string, string | undefined>>;

/** Answers the text of a secret; throws when it may not or can't. */
export type ReadSecret = (arn: string) => Promise<string>;

/** Where a setting that is a secret is kept, and the key at which its text is found there. */
export const SECRET_SUFFIXES = { secret: '_FROM', key: '_AT' } as const;

/**
 * The environment with the settings that AWS Lambda can't put into it: `AUTH_SECRET_FROM=<arn>` with `AUTH_SECRET_AT=current` becomes
 * `AUTH_SECRET`. Every secret is read once. Throws without showing a value.
 */
export async function withSecretSettings(environment: Environment, read: ReadSecret): Promise<Environment> {
  const texts = new Map<string, Promise<Readonly<Record<string, unknown>>>>();
  const settings = namesIn(environment).map(async (name) => {
    const arn = environment[`${name}${SECRET_SUFFIXES.secret}`] ?? '';
    const key = environment[`${name}${SECRET_SUFFIXES.key}`];
    if (key === undefined)
      throw new Error(`${name}${SECRET_SUFFIXES.key} is missing: the key of ${name} in its secret.`);
    const values = texts.get(arn) ?? read(arn).then((text) => parse(name, text));
    texts.set(arn, values);
    const value = (await values)[key];
    if (typeof value !== 'string' || value === '')
      throw new Error(`The secret of ${name} holds no text called ${key}.`);
    return [name, value] as const;
  });
  return { ...environment, ...Object.fromEntries(await Promise.all(settings)) };
}

function namesIn(environment: Environment): readonly string[] {
  const { secret } = SECRET_SUFFIXES;
  return Object.keys(environment)
    .filter((name) => name.endsWith(secret) && environment[name]?.startsWith('arn:'))
    .map((name) => name.slice(0, -secret.length));
}

function parse(name: string, text: string): Readonly<Record<string, unknown>> {
  try {
    return JSON.parse(text) as Readonly<Record<string, unknown>>;
  } catch {
    // The parser's message would show a piece of the secret.
    throw new Error(`The secret of ${name} is not JSON.`);
  }
}
