import { baseConfig, type ConfigOf, clickHouseConfig, integer } from '@stellwerk/service';

/** Settings of the media mix service. */
export const config = {
  ...baseConfig,
  ...clickHouseConfig,
  maxFitSeconds: integer('STELLWERK_MMM_MAX_FIT_SECONDS', {
    description: 'seconds that one fit may take; it ends with a code after them',
    defaultValue: 3_600,
    min: 10,
    max: 604_800,
  }),
  maxFitMegabytes: integer('STELLWERK_MMM_MAX_FIT_MEGABYTES', {
    description: 'memory that the process of one fit may hold, MB',
    defaultValue: 2_048,
    min: 128,
    max: 1_048_576,
  }),
  maxWaitingFits: integer('STELLWERK_MMM_MAX_WAITING_FITS', {
    description: 'fits that may wait while one runs; more are refused',
    defaultValue: 16,
    min: 0,
    max: 1_000,
  }),
  fitWorkers: integer('STELLWERK_MMM_FIT_WORKERS', {
    description: 'threads of a fit; they change how long it takes and not what it says',
    defaultValue: 2,
    min: 1,
    max: 64,
  }),
  keptRuns: integer('STELLWERK_MMM_KEPT_RUNS', {
    description: 'runs that the registry keeps per model; older ones go, champions never',
    defaultValue: 50,
    min: 2,
    max: 10_000,
  }),
} as const;

export type Config = ConfigOf<typeof config>;
