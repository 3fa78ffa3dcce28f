import { runProcess } from '../../command-line/run-process.ts';
import { deskOpener } from '../../wiring/open-desk.ts';
import { allCommands } from '../all-commands.ts';

// `./ops` for another repository, which begins when it is told to, so that many begin at once.
const [repository = '', ...words] = process.argv.slice(2);
process.send?.('here');
await new Promise((resolve) => process.once('message', resolve));
process.disconnect?.();
process.exitCode = await runProcess(words, allCommands, (output) => deskOpener(process.env, repository, output));
