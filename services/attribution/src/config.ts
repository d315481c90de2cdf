import { baseConfig, type ConfigOf, clickHouseConfig } from '@stellwerk/service';

/** Settings of the attribution service. */
export const config = { ...baseConfig, ...clickHouseConfig } as const;

export type Config = ConfigOf<typeof config>;
