import { type Static, type TObject, Type } from 'typebox';
import { Value } from 'typebox/value';

/** Every setting of the jobs process by the name it has in the environment; the API's names where both need it. */
const Settings = Type.Object({
  DATA_DIR: Type.String({ minLength: 1, default: 'data' }),
  PUBLIC_URL: Type.String({ pattern: '^https?://[^\\s/]+$', default: 'http://localhost:3000' }),
  SMTP_URL: Type.Optional(Type.String({ pattern: '^smtps?://' })),
  MAIL_FROM: Type.String({ minLength: 3, default: 'Shared Payments <no-reply@localhost>' }),
  GATEWAY: Type.String({ pattern: '^(none|sandbox|stripe)$', default: 'none' }),
  STRIPE_API_KEY: Type.Optional(Type.String({ pattern: '^[rs]k_' })),
  STRIPE_WEBHOOK_SECRET: Type.Optional(Type.String({ pattern: '^whsec_' })),
  AUTH_SECRET: Type.Optional(Type.String({ minLength: 32 })),
  SIGNING_SECRET: Type.Optional(Type.String({ minLength: 32 })),
  VAPID_PRIVATE_KEY: Type.Optional(Type.String({ pattern: '^[A-Za-z0-9_-]{43}$' })),
  WEBHOOKS_TO_LOOPBACK: Type.Boolean({ default: false }),
  LOG_LEVEL: Type.String({ pattern: '^(fatal|error|warn|info|debug|trace|silent)$', default: 'info' }),
  JOBS_TICK_MS: Type.Integer({ minimum: 100, maximum: 600_000, default: 5_000 }),
});

/** Stores that no adapter reaches yet. Whoever names one would otherwise lose what is written, to a disk that goes with the task. */
export const AWAITED_SETTINGS = ['MONGODB_URL', 'FILES_BUCKET', 'SHIPPED_LOG_BUCKET'] as const;

export type Config = Readonly<Static<typeof Settings>>;

/** Reads `environment` once. Throws one error that names every setting that does not fit. */
export function readConfig(environment: Readonly<Record<string, string | undefined>>): Config {
  const config: Record<string, unknown> = {};
  const problems: string[] = [];
  for (const [name, schema] of Object.entries((Settings as TObject).properties)) {
    const text = environment[name];
    const value = text === undefined || text === '' ? Value.Default(schema, undefined) : Value.Convert(schema, text);
    if (value === undefined) continue;
    if (Value.Check(schema, value)) config[name] = value;
    else problems.push(name);
  }
  problems.push(...AWAITED_SETTINGS.filter((name) => environment[name]));
  if (problems.length > 0)
    throw new Error(`Settings that need a change: ${problems.join(', ')}. See apps/jobs/src/config.ts.`);
  return config as Config;
}

/** The names this process reads from its environment, for those who set them. */
export const SETTING_NAMES: readonly string[] = [...Object.keys(Settings.properties), 'ENVIRONMENT', 'JOB'];

/** Where AWS Lambda hands out runs of one job; undefined on a machine of our own. Throws when Lambda was told no job. */
export function readInvocations(environment: Readonly<Record<string, string | undefined>>) {
  const { AWS_LAMBDA_RUNTIME_API: runtimeApi, JOB: job, ENVIRONMENT: name = '' } = environment;
  if (runtimeApi === undefined) return undefined;
  if (job === undefined) throw new Error('Settings that need a change: JOB. It names the job that this function runs.');
  return { runtimeApi, job, environment: name };
}
