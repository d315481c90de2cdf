import { baseConfig, type ConfigOf, integer } from '@stellwerk/service';

const KIB = 1024;

/** Settings of the tracking service. */
export const config = {
  ...baseConfig,
  maxBodyBytes: integer('STELLWERK_TRACKING_MAX_BODY_BYTES', {
    description: 'largest body that is read at all, packed, bytes; an original under seal must fit into one message',
    defaultValue: 2 * KIB * KIB,
    min: KIB,
    max: 2 * KIB * KIB,
  }),
  maxBatchBytes: integer('STELLWERK_TRACKING_MAX_BATCH_BYTES', {
    description: 'largest batch after unpacking, bytes (Segment documents 500 KB)',
    defaultValue: 512 * KIB,
    min: KIB,
    max: 16 * KIB * KIB,
  }),
  maxEventBytes: integer('STELLWERK_TRACKING_MAX_EVENT_BYTES', {
    description: 'largest single event, bytes (Segment documents 32 KB)',
    defaultValue: 32 * KIB,
    min: KIB,
    max: 512 * KIB,
  }),
  maxBatchEvents: integer('STELLWERK_TRACKING_MAX_BATCH_EVENTS', {
    description: 'most events of one request',
    defaultValue: 2_000,
    min: 1,
    max: 5_000,
  }),
} as const;

export type Config = ConfigOf<typeof config>;
