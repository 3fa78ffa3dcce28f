export { coordinationContract } from './coordination.contract.ts';
export { type StoreUnderTest, storeContract } from './store.contract.ts';
