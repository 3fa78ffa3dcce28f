/** Where the image of a release keeps the product (Containerfile). Named here, so that its own entry point may change. */
export const RELEASE_FOLDER = '/opt/shared-payments';
/** The base of the image brings it, in the version that package.json names. */
export const NODE = '/usr/local/bin/node';

/** What a release runs, from its folder. */
export const PROGRAMS = { api: 'apps/api/src/main.ts', jobs: 'apps/jobs/src/main.ts' } as const;
