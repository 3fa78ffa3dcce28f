import { rigOptions, sendUsersTo, startReady } from '../../driver/testing/open-rig.ts';
import { openHaproxyDriver } from '../open-haproxy-driver.ts';

// A command of its own process that measures behind HAProxy, for tests: prints where, and stays until it is ended.
const [directory = ''] = process.argv.slice(2);
const driver = await openHaproxyDriver(rigOptions(directory, { 'sha256:good': {} }));
await startReady(driver, 'blue', 'sha256:good');
await sendUsersTo(driver, 'blue');
console.log(driver.url);
