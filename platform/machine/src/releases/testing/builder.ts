import { machineReleases } from '../release-store.ts';

// A command of its own process, for tests: builds the newest revision again and again until it is killed.
const [directory = '', repository = ''] = process.argv.slice(2);
const releases = machineReleases({ directory, repository, inUse: async () => [], nowMs: Date.now });
process.stdout.write('building\n');
const { digest } = await releases.build({ revision: 'HEAD' });
process.stdout.write(`${digest}\n`);
