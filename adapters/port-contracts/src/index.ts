export { coordinationContract } from './coordination.contract.ts';
export { filesContract } from './files.contract.ts';
export { type GatewayUnderTest, gatewayContract } from './gateway.contract.ts';
export { type StoreUnderTest, storeContract } from './store.contract.ts';
