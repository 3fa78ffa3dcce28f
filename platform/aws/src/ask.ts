import { OperationsError } from '@shared-payments/operations';

const REMEDIES: readonly (readonly [pattern: RegExp, remedy: string])[] = [
  [/Credentials|Token|SSO|Signature|UnrecognizedClient/i, 'Sign in: `aws sso login`, or set AWS_PROFILE.'],
  [
    /AccessDenied|NotAuthorized|Unauthorized/i,
    'Take on the role `repairer` of the environment, with your second factor.',
  ],
  [/Throttl|TooManyRequests|Rate|SlowDown/i, 'AWS asks for patience: wait a minute, then run it again.'],
];
const OTHERWISE = 'See whether AWS has an incident; nothing was decided without its answer.';

/** Runs one question to AWS. Throws `driver_unavailable` with what AWS said and what to do about it. */
export async function ask<Answer>(what: string, question: () => Promise<Answer>): Promise<Answer> {
  try {
    return await question();
  } catch (cause) {
    if (cause instanceof OperationsError) throw cause;
    const name = cause instanceof Error ? cause.name : 'unknown';
    const said = cause instanceof Error ? cause.message : String(cause);
    throw new OperationsError({
      code: 'driver_unavailable',
      message: `AWS did not ${what}: ${name}: ${said}`,
      remedy: REMEDIES.find(([pattern]) => pattern.test(name))?.[1] ?? OTHERWISE,
      data: { name },
      cause,
    });
  }
}
