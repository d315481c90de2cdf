import './request-queue-patch.js';
import { Kafka, logLevel } from 'kafkajs';
import { type Bus, UnavailableError } from '../port.js';
import { subscribe } from './consumer.js';
import { Publisher } from './publisher.js';
import { readFrom, readTable } from './table.js';

export interface KafkaBusOptions {
  readonly brokers: readonly string[];
  readonly clientId: string;
  /** A consumer ended for good; the process should end, so that its supervisor restarts it. */
  readonly onFatal: (error: unknown) => void;
  /** One line of the client's log, at most one a second. */
  readonly log?: (line: string) => void;
  readonly now?: () => Date;
}

const LOG_INTERVAL_MS = 1_000;

/** The bus on a Kafka cluster. Nothing connects before the first use. */
export function createKafkaBus(options: KafkaBusOptions): Bus {
  const now = options.now ?? (() => new Date());
  const kafka = new Kafka({
    clientId: options.clientId,
    brokers: [...options.brokers],
    connectionTimeout: 1_000,
    requestTimeout: 10_000,
    retry: { initialRetryTime: 100, maxRetryTime: 1_000, retries: 5 },
    logLevel: logLevel.ERROR,
    logCreator: () => rateLimited(options.log, now),
  });
  const publisher = new Publisher(kafka, {
    lingerMs: 5,
    maxMessagesPerSend: 2_000,
    maxBytesPerSend: 4_194_304,
    maxBytesInFlight: 33_554_432,
  });
  const publish: Bus['publish'] = (messages) => publisher.publish(messages);
  const running = new Set<{ stop(): Promise<void> }>();
  const health = createHealth(kafka);
  return {
    publish,
    subscribe: async (subscription) => {
      const started = await subscribe({ kafka, publish, now, onFatal: options.onFatal }, subscription);
      running.add(started);
      return started;
    },
    table: async (table) => {
      const started = await readTable(kafka, table);
      running.add(started);
      return started;
    },
    readFrom: (topic, partition, fromOffset) => readFrom(kafka, topic, partition, fromOffset),
    health: health.check,
    close: async () => {
      await Promise.all([...running].map((started) => started.stop()));
      await publisher.close();
      await health.close();
    },
  };
}

/** One admin connection that asks for the cluster; it is opened again after a failure. */
function createHealth(kafka: Kafka) {
  let connected: Promise<ReturnType<Kafka['admin']>> | null = null;
  const connect = async () => {
    const admin = kafka.admin({ retry: { retries: 0 } });
    await admin.connect();
    return admin;
  };
  return {
    check: async (): Promise<string | null> => {
      connected ??= connect();
      const attempt = connected;
      try {
        await (await attempt).describeCluster();
        return null;
      } catch (error) {
        connected = null;
        void attempt.then((admin) => admin.disconnect()).catch(() => {});
        return new UnavailableError('kafka', { cause: error }).message;
      }
    },
    close: async () => {
      await (await connected?.catch(() => null))?.disconnect();
    },
  };
}

/** An outage makes the client print hundreds of lines a second; one says as much. */
function rateLimited(log: KafkaBusOptions['log'], now: () => Date) {
  let lastMs = 0;
  return ({ label, log: entry }: { label: string; log: { message: string } }) => {
    const nowMs = now().getTime();
    if (!log || nowMs - lastMs < LOG_INTERVAL_MS) return;
    lastMs = nowMs;
    log(`kafka ${label}: ${entry.message}`);
  };
}
