export { type Answer, bodyOf, type Person, registerPerson } from './api-process/person.ts';
export { type ApiProcess, type StartingApi, spawnApi, startApiProcess } from './api-process/start-api-process.ts';
