export * from '../../../client/src/testing/downloads.ts';
export * from '../../../client/src/testing/fake-world.ts';
