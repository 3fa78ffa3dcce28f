import { join } from 'node:path';
import { compose } from './composition.ts';

compose({ outdir: process.env.CDK_OUTDIR ?? join(import.meta.dirname, '../cdk.out') }).synth();
