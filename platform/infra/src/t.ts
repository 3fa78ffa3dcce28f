import { compose } from './composition.ts';
const t=performance.now();
try { compose({ outdir: '/tmp/probe/infra/out' }).synth(); } catch (e) { console.log(String(e).slice(0,300)); }
console.log(performance.now()-t);
