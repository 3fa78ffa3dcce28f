import { userInfo } from 'node:os';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { type EnvironmentName, environments } from '@shared-payments/operations';
import { systemdUnit } from './systemd-unit.ts';

// Prints the unit of this checkout: `npm run --silent service -- --environment staging`.
const { values } = parseArgs({
  options: {
    environment: { type: 'string', default: 'production' },
    user: { type: 'string', default: userInfo().username },
  },
});
const root = resolve(import.meta.dirname, '../../../..');
if (Object.hasOwn(environments, values.environment)) {
  const environment = values.environment as EnvironmentName;
  process.stdout.write(systemdUnit({ root, environment, user: values.user }));
} else {
  const known = Object.keys(environments).join(', ');
  console.error(`Error: there is no environment \`${values.environment}\`.\nTry: one of ${known}.`);
  process.exitCode = 2;
}
