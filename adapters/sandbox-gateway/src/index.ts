export { BEHAVIOURS, type Behaviour } from './behaviour.ts';
export { type Book, createMemoryBook, createSqliteBook, type Rows } from './book.ts';
export { type SendEvent, signatureOf } from './events.ts';
export { createSandboxGateway, type SandboxGateway, type SandboxOptions } from './sandbox-gateway.ts';
