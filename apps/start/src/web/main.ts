import { fileURLToPath } from 'node:url';
import { builtWeb } from './build-web.ts';

// Prints the folder of the web app built from these sources. Nothing may be written there: others read it, too.
const built = builtWeb(fileURLToPath(new URL('../../../..', import.meta.url)));
if (built === undefined) process.exitCode = 1;
else console.log(built);
