import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { type KafkaAccess, readKafkaAccess } from '@stellwerk/bus';
import { StellwerkError } from '@stellwerk/contracts';
import { findSupervisor, planPorts } from '@stellwerk/local';
import type { CliEnvironment } from '../config.js';
import { errors } from '../errors.js';

export interface ClickHouseAccess {
  readonly url: string;
  readonly user: string;
  readonly password: string;
}

/** Where a running platform is, and how this command line may enter. */
export interface Endpoints {
  readonly kafka: KafkaAccess;
  readonly urls: Readonly<Record<ServiceName, string>>;
  readonly token: string;
  readonly clickHouse: ClickHouseAccess;
}

export const serviceNames = ['tracking', 'identity', 'warehouse', 'attribution', 'mmm', 'rag'] as const;
export type ServiceName = (typeof serviceNames)[number];

const LOOPBACK = '127.0.0.1';
/** Database role that reads traces, lineage and results. */
const ROLE = 'operator';

/** File of the administrator's token in a state folder. */
export const tokenFile = (stateDir: string): string => join(resolve(stateDir), 'token');

/**
 * Finds the platform: by the environment where brokers or services are set there, else the embedded stack of the state folder.
 * The token is that of the environment, else the administrator's in the state folder.
 * @throws CLI_PLATFORM_NOT_FOUND, CLI_SETTING_MISSING
 */
export async function findEndpoints(environment: CliEnvironment): Promise<Endpoints> {
  const { stateDir, kafkaBrokers, trackingUrl, identityUrl, warehouseUrl, attributionUrl, mmmUrl, ragUrl } =
    environment;
  const places = [kafkaBrokers, trackingUrl, identityUrl, warehouseUrl, attributionUrl, mmmUrl, ragUrl];
  if (places.every((place) => place === undefined)) return embeddedEndpoints(environment);
  return remoteEndpoints(environment, environment.token ?? (await readToken(stateDir)));
}

async function embeddedEndpoints({ stateDir, token }: CliEnvironment): Promise<Endpoints> {
  const supervisor = await findSupervisor(stateDir);
  if (!supervisor) throw new StellwerkError(errors.PLATFORM_NOT_FOUND, { state: resolve(stateDir) });
  const endpoints = await localEndpoints(stateDir, supervisor.state.portBase);
  return token === undefined ? endpoints : { ...endpoints, token };
}

const readToken = async (stateDir: string): Promise<string | undefined> =>
  (await readFile(tokenFile(stateDir), 'utf8').catch(() => '')).trim() || undefined;

/** The endpoints of the embedded stack in a state folder. */
export async function localEndpoints(stateDir: string, portBase: number): Promise<Endpoints> {
  const ports = planPorts(portBase);
  const password = await readFile(join(resolve(stateDir), 'secrets', `clickhouse-password-${ROLE}`), 'utf8');
  const token = (await readToken(stateDir)) ?? '';
  return {
    kafka: { brokers: [`${LOOPBACK}:${ports.kafka}`] },
    urls: Object.fromEntries(
      serviceNames.map((name) => [name, `http://${LOOPBACK}:${ports[name]}`]),
    ) as Endpoints['urls'],
    token,
    clickHouse: { url: `http://${LOOPBACK}:${ports.clickhouseHttp}`, user: ROLE, password: password.trim() },
  };
}

function remoteEndpoints(environment: CliEnvironment, token: string | undefined): Endpoints {
  const required = (name: string, value: string | undefined) => {
    if (value === undefined) throw new StellwerkError(errors.SETTING_MISSING, { name });
    return value;
  };
  return {
    // Asked for when used: a command needs only some of them.
    get kafka() {
      const brokers = required('STELLWERK_KAFKA_BROKERS', environment.kafkaBrokers).split(',');
      return readKafkaAccess(
        brokers.map((broker) => broker.trim()),
        environment.kafkaAccess,
      );
    },
    get urls() {
      return {
        get tracking() {
          return required('STELLWERK_TRACKING_URL', environment.trackingUrl);
        },
        get identity() {
          return required('STELLWERK_IDENTITY_URL', environment.identityUrl);
        },
        get warehouse() {
          return required('STELLWERK_WAREHOUSE_URL', environment.warehouseUrl);
        },
        get attribution() {
          return required('STELLWERK_ATTRIBUTION_URL', environment.attributionUrl);
        },
        get mmm() {
          return required('STELLWERK_MMM_URL', environment.mmmUrl);
        },
        get rag() {
          return required('STELLWERK_RAG_URL', environment.ragUrl);
        },
      };
    },
    get token() {
      return required('STELLWERK_TOKEN', token);
    },
    get clickHouse() {
      return {
        url: required('STELLWERK_CLICKHOUSE_URL', environment.clickHouseUrl),
        user: required('STELLWERK_CLICKHOUSE_USER', environment.clickHouseUser),
        password: required('STELLWERK_CLICKHOUSE_PASSWORD', environment.clickHousePassword),
      };
    },
  };
}
