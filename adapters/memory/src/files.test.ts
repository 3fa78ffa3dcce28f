import { filesContract } from '@shared-payments/port-contracts';
import { createMemoryFiles } from './files.ts';

filesContract('memory', async () => createMemoryFiles());
