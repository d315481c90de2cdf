import { createServer } from 'node:net';
import { StellwerkError } from '@stellwerk/contracts';
import { errors } from './errors.js';

export const LOOPBACK = '127.0.0.1';
export const DEFAULT_PORT_BASE = 4600;

/** Every port of the stack as distance from the base; the numbers are part of the documented interface. */
export const portOffsets = {
  tracking: 1,
  identity: 2,
  warehouse: 3,
  attribution: 4,
  mmm: 6,
  rag: 7,
  guardrails: 8,
  models: 10,
  otlp: 18,
  kafka: 20,
  kafkaController: 21,
  clickhouseHttp: 22,
  clickhouseTcp: 23,
  qdrant: 24,
  supervisor: 30,
} as const;

export type PortName = keyof typeof portOffsets;
export type PortPlan = Readonly<Record<PortName, number>>;

/** Which part opens a port, for messages. */
const portOwners: Record<PortName, string> = {
  tracking: 'tracking',
  identity: 'identity',
  warehouse: 'warehouse',
  attribution: 'attribution',
  mmm: 'mmm',
  rag: 'rag',
  guardrails: 'guardrails',
  models: 'models',
  otlp: 'warehouse (OTLP)',
  kafka: 'kafka',
  kafkaController: 'kafka (controller)',
  clickhouseHttp: 'clickhouse (HTTP)',
  clickhouseTcp: 'clickhouse (TCP)',
  qdrant: 'qdrant',
  supervisor: 'supervisor',
};

export const portNames = Object.keys(portOffsets) as PortName[];

/** Every port of a stack, by its base. */
export function planPorts(base: number): PortPlan {
  return Object.fromEntries(portNames.map((name) => [name, base + portOffsets[name]])) as PortPlan;
}

/** @throws LOC_PORT_IN_USE naming the first taken port and its part. */
export async function assertPortsFree(plan: PortPlan, names: readonly PortName[]): Promise<void> {
  for (const name of names) {
    const port = plan[name];
    if (!(await isPortFree(port))) throw new StellwerkError(errors.PORT_IN_USE, { port, part: portOwners[name] });
  }
}

const RANGE = { first: 20_000, last: 32_000, step: 50 };

/**
 * A base whose whole plan is free. The range lies below the ephemeral ports, so that an outgoing connection does not
 * take one of them between this check and the start. `random` returns [0, 1) and spreads concurrent callers.
 */
export async function findFreePortBase(random: () => number): Promise<number> {
  const slots = (RANGE.last - RANGE.first) / RANGE.step;
  const start = Math.floor(random() * slots);
  for (let i = 0; i < slots; i++) {
    const base = RANGE.first + ((start + i) % slots) * RANGE.step;
    const free = await Promise.all(Object.values(planPorts(base)).map(isPortFree));
    if (free.every(Boolean)) return base;
  }
  throw new StellwerkError(errors.NO_FREE_PORTS, { first: RANGE.first, last: RANGE.last });
}

/** True when this process could listen on the loopback port now. */
export function isPortFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen({ host: LOOPBACK, port, exclusive: true }, () => server.close(() => resolve(true)));
  });
}
