import type { TopicSpec } from '@stellwerk/contracts';
import type { ClickHouseUser } from '../clickhouse/config.js';
import type { ClickHouseEndpoint } from '../clickhouse/ready.js';
import type { KafkaProperties } from '../kafka/properties.js';
import type { PartName } from '../parts.js';
import type { PortPlan } from '../ports.js';
import type { PartStatus, SupervisionTimings } from './part-status.js';

/** A database login whose password the stack makes up and keeps among its secrets. */
export type ClickHouseRole = Omit<ClickHouseUser, 'password'>;

/** How to reach a running stack. */
export interface StackEndpoints {
  readonly ports: PortPlan;
  readonly kafkaBrokers: readonly string[];
  readonly clickhouse: ClickHouseEndpoint;
  /** Password of each database role. */
  readonly rolePasswords: Readonly<Record<string, string>>;
  readonly secretsFolder: string;
}

/** What happens between the start of the stores and the start of the services. */
export interface StackSteps {
  /** Created when missing. */
  readonly topics?: readonly TopicSpec[];
  /** Brings the tables up to date. */
  readonly migrate?: (clickhouse: ClickHouseEndpoint) => Promise<void>;
  /** Writes the control documents; the topics exist. */
  readonly applyControl?: (endpoints: StackEndpoints) => Promise<void>;
}

export interface StackOptions extends StackSteps {
  readonly stateDir: string;
  /** First of the range of ports; default 4600. */
  readonly portBase?: number;
  /** Look for a free range instead; for tests. */
  readonly freePorts?: boolean;
  /** Default: every part. */
  readonly only?: readonly PartName[];
  /** Root of the repository; default: the one this package lies in. */
  readonly root?: string;
  /** Where the broker's jars are kept; default: in `node_modules` of the root. */
  readonly kafkaFolder?: string;
  /** Settings of the broker beside or instead of the stack's own, in Kafka's names; for tests. */
  readonly kafkaProperties?: (ports: PortPlan) => KafkaProperties;
  readonly roles?: readonly ClickHouseRole[];
  /** Default 1.5 GB. */
  readonly maxClickHouseMemoryBytes?: number;
  readonly timings?: Partial<SupervisionTimings>;
  /** One line per step, for people. */
  readonly onProgress?: (message: string) => void;
  readonly onChange?: (status: PartStatus) => void;
  /** Ends a start that is under way. */
  readonly signal?: AbortSignal;
}
