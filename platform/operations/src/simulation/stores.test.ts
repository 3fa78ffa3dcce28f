import { describe, it } from 'node:test';
import { type StoresRig, storesContract } from '../conformance/stores.contract.ts';
import { memoryJournal, memoryLedger, memoryLock } from './stores.ts';

function openRig(): StoresRig {
  const stores = { ledger: memoryLedger(), lock: memoryLock(), journal: memoryJournal() };
  return { ...stores, reopen: async () => stores };
}

describe('stores contract: memory', () => {
  for (const contractCase of storesContract) it(contractCase.title, () => contractCase.run(openRig()));
});
