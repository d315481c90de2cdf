import { baseConfig, type ConfigOf } from '@stellwerk/service';

/** Settings of the identity service; limits of the graph are control documents (`identity-policy`). */
export const config = { ...baseConfig } as const;

export type Config = ConfigOf<typeof config>;
