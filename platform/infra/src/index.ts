export { type Environment, type EnvironmentName, environments } from './environments.ts';
export { estate } from './estate.ts';
