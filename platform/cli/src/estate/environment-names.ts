import { environments, OperationsError } from '@shared-payments/operations';
import type { Invocation } from '../command-line/command.ts';

/** The environments of the estate: all but the one machine. */
const ON_AWS = Object.keys(environments).filter((name) => name !== 'local');

export const ENVIRONMENT = {
  name: 'environment',
  what: `${ON_AWS.join(', ')}; all of them when left out`,
  isRequired: false,
} as const;

/** Which environments an invocation means, by its argument or by `--environment`. Throws `usage`. */
export function environmentsIn({ arguments: given, options }: Invocation): readonly string[] {
  const wanted = given.environment ?? options.environment;
  if (wanted === undefined) return ON_AWS;
  if (typeof wanted === 'string' && ON_AWS.includes(wanted)) return [wanted];
  throw new OperationsError({
    code: 'usage',
    message: `The estate has no environment \`${String(wanted)}\`.`,
    remedy: `Name one of ${ON_AWS.join(', ')}.`,
  });
}
