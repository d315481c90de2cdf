import { baseConfig, type ConfigOf, integer, list, optionalText } from '@stellwerk/service';

const KIB = 1024;

/** Settings of the tracking service. */
export const config = {
  ...baseConfig,
  publicUrl: optionalText('STELLWERK_TRACKING_PUBLIC_URL', {
    description:
      'base URL by which browsers and mail programs reach the door, for signed links and configurations that clients fetch; not set = the Host header of the request',
  }),
  maxBodyBytes: integer('STELLWERK_TRACKING_MAX_BODY_BYTES', {
    description: 'largest body that is read at all, packed, bytes; an original under seal must fit into one message',
    defaultValue: 2 * KIB * KIB,
    min: KIB,
    max: 2 * KIB * KIB,
  }),
  maxHeaderBytes: integer('STELLWERK_TRACKING_MAX_HEADER_BYTES', {
    description:
      'request line and headers together, bytes; events of a GET stand there (Snowplow takes 20,480 + 40,960)',
    defaultValue: 60 * KIB,
    min: 8 * KIB,
    max: 256 * KIB,
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
  maxBodyBytesUnderWay: integer('STELLWERK_TRACKING_MAX_BODY_BYTES_UNDER_WAY', {
    description: 'bodies of all requests that are not answered yet, bytes; above it the door answers 503',
    defaultValue: 64 * KIB * KIB,
    min: 2 * KIB * KIB,
    max: 1_024 * KIB * KIB,
  }),
  maxConnections: integer('STELLWERK_TRACKING_MAX_CONNECTIONS', {
    description: 'connections open at once; more are closed as they come',
    defaultValue: 10_000,
    min: 1,
    max: 1_000_000,
  }),
  requestTimeoutMs: integer('STELLWERK_TRACKING_REQUEST_TIMEOUT_MS', {
    description: 'longest time a client may take to send a request, ms; headers must be there after a third of it',
    defaultValue: 30_000,
    min: 1_000,
    max: 300_000,
  }),
  maxRefusalsPerSecond: integer('STELLWERK_TRACKING_MAX_REFUSALS_PER_SECOND', {
    description: 'requests without a valid key that one address gets a 401 for, per second; then 429',
    defaultValue: 50,
    min: 1,
    max: 100_000,
  }),
  maxImportBytes: integer('STELLWERK_TRACKING_MAX_IMPORT_BYTES', {
    description: 'largest file that is imported in one request, packed, bytes; larger ones come in parts',
    defaultValue: 16 * KIB * KIB,
    min: 2 * KIB * KIB,
    max: 256 * KIB * KIB,
  }),
  writeAheadMaxBytes: integer('STELLWERK_TRACKING_WRITE_AHEAD_MAX_BYTES', {
    description:
      'room on disk for requests that come while the broker is away, bytes; 0 = none, the door answers 503 instead',
    defaultValue: 0,
    min: 0,
    max: 1_099_511_627_776,
  }),
  placeDatabase: optionalText('STELLWERK_TRACKING_PLACE_DATABASE', {
    description:
      'file in MaxMind DB format that says where addresses lie; not set = the countries that come with the product, without region and city',
  }),
  maxMasterRecords: integer('STELLWERK_TRACKING_MAX_MASTER_RECORDS', {
    description:
      'products, and campaigns, that events are completed from and that are held in memory, about 300 bytes each; those that no event has named longest make room',
    defaultValue: 200_000,
    min: 1,
    max: 10_000_000,
  }),
  trustedProxies: list('STELLWERK_TRACKING_TRUSTED_PROXIES', {
    description:
      'addresses and networks (CIDR) of proxies whose X-Forwarded-For is believed, comma-separated; "none" = the header is ignored',
    defaultValue: 'none',
  }),
} as const;

export type Config = ConfigOf<typeof config>;

/** Proxies whose forwarding headers are believed. */
export const trustedProxiesOf = ({ trustedProxies }: Pick<Config, 'trustedProxies'>): readonly string[] =>
  trustedProxies.filter((entry) => entry !== 'none');
