import { coordinationContract, storeContract } from '@shared-payments/port-contracts';
import { createMemoryCoordination } from './coordination.ts';
import { createMemoryStore } from './store.ts';

storeContract('memory', false, async () => ({ store: createMemoryStore() }));
coordinationContract('memory', async () => createMemoryCoordination());
