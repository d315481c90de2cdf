import { LOOPBACK } from '../ports.js';

/** Settings in Kafka's own names. */
export type KafkaProperties = Readonly<Record<string, string | number | boolean>>;

export interface KafkaSettings {
  readonly port: number;
  readonly controllerPort: number;
  readonly dataDir: string;
  /** Win over our own. */
  readonly extraProperties?: KafkaProperties;
}

/**
 * `server.properties` of the one-node broker: KRaft, loopback only, everything replicated once.
 * The quorum is static, so that the same data folder starts on other ports.
 */
export function renderServerProperties({ port, controllerPort, dataDir, extraProperties }: KafkaSettings): string {
  return renderProperties({
    'process.roles': 'broker,controller',
    'node.id': 1,
    'controller.quorum.voters': `1@${LOOPBACK}:${controllerPort}`,
    listeners: `PLAINTEXT://${LOOPBACK}:${port},CONTROLLER://${LOOPBACK}:${controllerPort}`,
    'advertised.listeners': `PLAINTEXT://${LOOPBACK}:${port}`,
    'controller.listener.names': 'CONTROLLER',
    'inter.broker.listener.name': 'PLAINTEXT',
    'listener.security.protocol.map': 'PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT',
    'log.dirs': dataDir,
    'auto.create.topics.enable': false,
    'num.partitions': 4,
    'log.retention.hours': 168,
    'log.segment.bytes': 128 * MEBIBYTE,
    'default.replication.factor': 1,
    'min.insync.replicas': 1,
    'offsets.topic.num.partitions': 4,
    'offsets.topic.replication.factor': 1,
    'transaction.state.log.num.partitions': 4,
    'transaction.state.log.replication.factor': 1,
    'transaction.state.log.min.isr': 1,
    'share.coordinator.state.topic.num.partitions': 1,
    'share.coordinator.state.topic.replication.factor': 1,
    'share.coordinator.state.topic.min.isr': 1,
    // After a crash the broker may register again only when its old session has run out (default 9 s).
    'broker.session.timeout.ms': 3_000,
    'broker.heartbeat.interval.ms': 500,
    // A group of one machine is complete at once; waiting for more members only delays the start.
    'group.initial.rebalance.delay.ms': 0,
    // The default of 128 MiB is held in memory although a local log has few keys.
    'log.cleaner.dedupe.buffer.size': 16 * MEBIBYTE,
    ...extraProperties,
  });
}

const MEBIBYTE = 1024 * 1024;

/** Java properties, backslashes doubled so that paths survive. */
export function renderProperties(entries: KafkaProperties): string {
  return Object.entries(entries)
    .map(([key, value]) => `${key}=${String(value).replaceAll('\\', '\\\\')}\n`)
    .join('');
}
