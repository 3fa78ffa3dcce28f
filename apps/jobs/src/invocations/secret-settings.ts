type Environment = Readonly<Record<string, string | undefined>>;

/** Answers the text of a secret; throws when it may not or can't. */
export type ReadSecret = (arn: string) => Promise<string>;

/**
 * The environment with the settings that AWS Lambda can't put into it: `SECRET_SETTINGS` names each with the secret and the key that
 * hold its value, `AUTH_SECRET=<arn>#current,SMTP_URL=<arn>#url`. Every secret is read once. Throws without showing a value.
 */
export async function withSecretSettings(environment: Environment, read: ReadSecret): Promise<Environment> {
  const named = environment.SECRET_SETTINGS;
  if (named === undefined || named === '') return environment;
  const texts = new Map<string, Promise<Readonly<Record<string, unknown>>>>();
  const settings = named.split(',').map(async (line) => {
    const [, name = '', arn = '', key = ''] = /^([A-Z_]+)=([^#]+)#(\w+)$/.exec(line) ?? [];
    if (name === '') throw new Error('SECRET_SETTINGS must read NAME=<arn>#<key>, separated by commas.');
    const values = texts.get(arn) ?? read(arn).then(parse);
    texts.set(arn, values);
    const value = (await values)[key];
    if (typeof value !== 'string' || value === '')
      throw new Error(`The secret of ${name} holds no text called ${key}.`);
    return [name, value] as const;
  });
  return { ...environment, ...Object.fromEntries(await Promise.all(settings)) };
}

function parse(text: string): Readonly<Record<string, unknown>> {
  try {
    return JSON.parse(text) as Readonly<Record<string, unknown>>;
  } catch {
    // The parser's message would show a piece of the secret.
    throw new Error('A secret of SECRET_SETTINGS is not JSON.');
  }
}
