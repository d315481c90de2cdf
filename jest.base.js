import { readFileSync } from 'node:fs';

const { exclude: _exclude, ...swc } = JSON.parse(readFileSync(new URL('./.swcrc', import.meta.url), 'utf8'));

/** Shared by every workspace; each `jest.config.js` re-exports it. */
export default {
  testEnvironment: 'node',
  // Suites run side by side on machines with two cores; a hang is a hang after this, too.
  testTimeout: 60_000,
  roots: ['<rootDir>/src'],
  extensionsToTreatAsEsm: ['.ts'],
  transform: { '^.+\\.ts$': ['@swc/jest', { ...swc, swcrc: false, sourceMaps: 'inline' }] },
  moduleNameMapper: {
    '^(\\.{1,2}/.*)\\.js$': '$1',
    '^fast-check$': new URL('./scripts/property-tests.mjs', import.meta.url).pathname,
  },
  reporters: ['default', new URL('./scripts/suite-reporter.mjs', import.meta.url).pathname],
  passWithNoTests: true,
};
