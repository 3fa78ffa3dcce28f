import { Ajv } from 'ajv';
import { type Static, Type } from 'typebox';

/** Every setting of the API process by the name it has in the environment. Secrets are never printed. */
const Settings = Type.Object({
  PORT: Type.Integer({
    minimum: 0,
    maximum: 65_535,
    default: 3000,
    description: 'Where it listens; 0 takes any free port.',
  }),
  HOST: Type.String({ minLength: 1, default: '127.0.0.1', description: 'The address it listens on.' }),
  LISTEN: Type.Union([Type.Literal('port'), Type.Literal('channel')], {
    default: 'port',
    description: 'Where connections come from: its own port, or the edge that started it.',
  }),
  DATA_DIR: Type.String({
    minLength: 1,
    default: 'data',
    description: 'The folder of the database, the files and the outbox.',
  }),
  WEB_DIR: Type.Optional(
    Type.String({ minLength: 1, description: 'The folder of the built web app; apps/web/dist when not set.' }),
  ),
  KEPT_WEB_DIR: Type.Optional(
    Type.String({
      minLength: 1,
      description: 'Files of earlier web apps, for pages that were opened before a switch.',
    }),
  ),
  DOCUMENT_FONT_FILE: Type.Optional(
    Type.String({
      minLength: 1,
      description: 'A TrueType or OpenType file for what statements and receipts lack a font for, such as Korean.',
    }),
  ),
  PUBLIC_URL: Type.Optional(
    Type.String({
      pattern: '^https?://[^\\s/]+$',
      description: 'How browsers reach it: links in mails begin with it.',
    }),
  ),
  ALLOWED_ORIGINS: Type.String({
    default: '',
    description: 'Further origins that may call with a session, separated by commas.',
  }),
  RELEASE: Type.String({
    minLength: 1,
    maxLength: 80,
    pattern: '^[A-Za-z0-9._+:-]+$',
    default: '0.1.0-local',
    description: 'The version that /version tells.',
  }),
  AUTH_SECRET: Type.Optional(
    Type.String({
      minLength: 32,
      description: 'Signs sessions and encrypts second factors; made once and kept in DATA_DIR when not set.',
    }),
  ),
  SIGNING_SECRET: Type.Optional(
    Type.String({ minLength: 32, description: 'Signs invitations; AUTH_SECRET when not set.' }),
  ),
  SIGNING_SECRET_PREVIOUS: Type.Optional(
    Type.String({ minLength: 32, description: 'The one before: invitations that it signed stay good.' }),
  ),
  SIGNING_SECRET_NEXT: Type.Optional(
    Type.String({ minLength: 32, description: 'The one to come: of processes that started after a rotation.' }),
  ),
  SMTP_URL: Type.Optional(
    Type.String({
      pattern: '^smtps?://',
      description: 'The mail server; without it mails are files in DATA_DIR/outbox.',
    }),
  ),
  MAIL_FROM: Type.String({
    minLength: 3,
    default: 'Shared Payments <no-reply@localhost>',
    description: 'Who mails come from.',
  }),
  GATEWAY: Type.Union([Type.Literal('none'), Type.Literal('sandbox'), Type.Literal('stripe')], {
    default: 'none',
    description: 'Who takes card payments. The sandbox moves no money: for trials only.',
  }),
  STRIPE_API_KEY: Type.Optional(Type.String({ pattern: '^[rs]k_', description: 'Of the Stripe account.' })),
  STRIPE_WEBHOOK_SECRET: Type.Optional(
    Type.String({ pattern: '^whsec_', description: 'Of the endpoint /v1/gateway/events at Stripe.' }),
  ),
  METRICS_TOKEN: Type.Optional(
    Type.String({
      minLength: 16,
      description: 'The bearer token with which another machine reads the business figures of /metrics.',
    }),
  ),
  VAPID_PRIVATE_KEY: Type.Optional(
    Type.String({
      pattern: '^[A-Za-z0-9_-]{43}$',
      description: 'Signs pushes: a P-256 key, base64url; made once and kept in DATA_DIR when not set.',
    }),
  ),
  WEBHOOKS_TO_LOOPBACK: Type.Boolean({
    default: false,
    description: 'Let webhooks go to this machine; for trials only.',
  }),
  LOG_LEVEL: Type.Union(
    ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'].map((level) => Type.Literal(level)),
    { default: 'info', description: 'The least severe line that is written.' },
  ),
  BEHIND_PROXY: Type.Boolean({
    default: false,
    description: 'Believe X-Forwarded-For; only behind a load balancer of ours.',
  }),
  RATE_LIMIT_SCALE: Type.Number({
    minimum: 0.01,
    maximum: 100_000,
    default: 1,
    description: 'Multiplies every rate limit.',
  }),
});

/** Stores that no adapter reaches yet. Whoever names one would otherwise lose what is written, to a disk that goes with the task. */
export const AWAITED_SETTINGS = ['MONGODB_URL', 'REDIS_URL', 'REDIS_USER', 'FILES_BUCKET'] as const;

export type Config = Readonly<Static<typeof Settings>>;

/** How browsers reach the product, without a slash at the end. */
export function publicUrl(config: Config): string {
  return config.PUBLIC_URL ?? `http://localhost:${config.PORT}`;
}

export function mailSettings(config: Config): { readonly from: string; readonly domain: string } {
  return { from: config.MAIL_FROM, domain: new URL(publicUrl(config)).hostname };
}

/** The names this process reads from its environment, for those who set them. */
export const SETTING_NAMES = Object.keys(Settings.properties);

/** Reads `environment` once. Throws one error that lists every problem, by name and without the value. */
export function readConfig(environment: Readonly<Record<string, string | undefined>>): Config {
  const given = SETTING_NAMES.map((name) => [name, environment[name]] as const);
  // Texts become what the schema says and gaps its defaults, in place: by the validator that requests have as well.
  const config: unknown = Object.fromEntries(given.filter(([, text]) => text !== undefined && text !== ''));
  const validate = new Ajv({ allErrors: true, coerceTypes: true, useDefaults: true, strict: false }).compile(Settings);
  const names = new Set(validate(config) ? [] : validate.errors?.map(({ instancePath }) => instancePath.slice(1)));
  const awaited = AWAITED_SETTINGS.filter((name) => environment[name]);
  if (names.size === 0 && awaited.length === 0) return config as Config;
  const problems = [
    ...SETTING_NAMES.filter((name) => names.has(name)).map(problemWith),
    ...awaited.map((name) => `${name}: this release has no adapter for it, and would keep nothing there.`),
  ];
  // Whoever started this process reads the code.
  throw Object.assign(new Error(`Settings that need a change:\n  ${problems.join('\n  ')}`), {
    code: 'setting_missing',
  });
}

function problemWith(name: string): string {
  const schema = (Settings.properties as Readonly<Record<string, object>>)[name];
  const { description, ...rules } = { ...schema } as { description?: string } & Record<string, unknown>;
  const kept = Object.entries(rules).filter(([key]) =>
    ['type', 'minimum', 'maximum', 'minLength', 'maxLength', 'pattern', 'anyOf'].includes(key),
  );
  return `${name}: must fit ${JSON.stringify(Object.fromEntries(kept))}. ${description ?? ''}`;
}
