import './record-batch-patch.js';
import './record-decode-patch.js';
import './request-queue-patch.js';
import { type ISocketFactory, Kafka, logLevel } from 'kafkajs';
import type { Bus } from '../port.js';
import { inPublishSpan } from '../telemetry/batch-span.js';
import { type KafkaAccess, kafkaOptions } from './access.js';
import { Backlogs } from './backlogs.js';
import { subscribe } from './consumer.js';
import { rateLimitedLog } from './log.js';
import { Publisher } from './publisher.js';
import { readFrom } from './read-from.js';
import { SharedAdmin } from './shared-admin.js';
import { readTable } from './table.js';

export interface KafkaBusOptions extends KafkaAccess {
  readonly clientId: string;
  /** A consumer ended for good; the process should end, so that its supervisor restarts it. */
  readonly onFatal: (error: unknown) => void;
  /** One line of the client's log, at most one a second. */
  readonly log?: (line: string) => void;
  readonly now?: () => Date;
  /** How connections are opened, e.g. through a proxy. Default: plain TCP. */
  readonly socketFactory?: ISocketFactory;
}

const MEBIBYTE = 1_048_576;
/** Half of the default `max.message.bytes` of a broker and more, so that no send is refused for its size. */
const MAX_BYTES_PER_SEND = 900_000;
/** Largest message that is published, headers included. Topics are created with `max.message.bytes` 4 MiB; the rest is for record headers and the headers of a dead letter. */
export const MAX_MESSAGE_BYTES = 4 * MEBIBYTE - 65_536;

/** The bus on a Kafka cluster. Nothing connects before the first use. */
export function createKafkaBus(options: KafkaBusOptions): Bus {
  const now = options.now ?? (() => new Date());
  const log = options.log ?? (() => {});
  const common = {
    clientId: options.clientId,
    ...kafkaOptions(options),
    connectionTimeout: 1_000,
    ...(options.socketFactory && { socketFactory: options.socketFactory }),
    logLevel: logLevel.ERROR,
    logCreator: () => rateLimitedLog(options.log, now),
  };
  // Publishing answers a waiting request; consuming has time.
  const quick = new Kafka({ ...common, requestTimeout: 2_000, retry: { initialRetryTime: 100, retries: 0 } });
  const patient = new Kafka({ ...common, requestTimeout: 10_000, retry: { initialRetryTime: 100, retries: 5 } });
  const admin = new SharedAdmin(quick);
  const publisher = new Publisher(quick, admin, {
    clientId: options.clientId,
    lingerMs: 5,
    sendTimeoutMs: 2_500,
    // kafkajs copies the messages of a partition anew for each one more: many small sends cost less than a few large ones.
    maxMessagesPerSend: 500,
    maxBytesPerSend: MAX_BYTES_PER_SEND,
    maxBytesInFlight: 32 * MEBIBYTE,
    maxMessageBytes: MAX_MESSAGE_BYTES,
    now,
  });
  const publish: Bus['publish'] = (messages) => inPublishSpan(messages, () => publisher.publish(messages));
  const backlogs = new Backlogs(admin, now);
  const context = { kafka: patient, admin, backlogs, publish, now, log, onFatal: options.onFatal };
  const running = new Set<{ stop(): Promise<void> }>();
  const keep = <Running extends { stop(): Promise<void> }>(started: Running): Running => {
    running.add(started);
    return started;
  };
  return {
    publish,
    subscribe: async (subscription) => keep(subscribe(context, subscription)),
    table: async (table) => keep(readTable(context, table)),
    readFrom: (topic, partition, fromOffset) => readFrom(context, topic, partition, fromOffset),
    offsets: (topic) => admin.offsets(topic),
    overdue: (group, topics) => backlogs.overdue(group, topics),
    health: async () =>
      (await publisher.problem()) ??
      (await admin
        .ask((asked) => asked.describeCluster())
        .then(
          () => null,
          () => 'kafka unavailable',
        )),
    close: async () => {
      await Promise.all([...running].map((started) => started.stop()));
      await publisher.close();
      await admin.close();
    },
  };
}
