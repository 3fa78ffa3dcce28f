import { type LoadSettings, startLoad } from './load.ts';

const load = startLoad(JSON.parse(process.argv[2] ?? '{}') as LoadSettings);
process.once('message', async () => process.send?.(await load.stop(), () => process.exit(0)));
process.once('disconnect', () => process.exit(0));
process.send?.('began');
