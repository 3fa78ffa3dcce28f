import { environments, OperationsError } from '@shared-payments/operations';
import { nearest } from './nearest.ts';

/** `usage`, with the name that was probably meant. */
export function unknownEnvironment(name: string): OperationsError {
  const known = Object.keys(environments);
  const near = nearest(name, known);
  return new OperationsError({
    code: 'usage',
    message: `There is no environment \`${name}\`, only ${known.join(', ')}.`,
    remedy: near === undefined ? 'Take one of these.' : `Did you mean \`${near}\`?`,
  });
}
