import { StellwerkError } from '@stellwerk/contracts';
import { errors } from './errors.js';
import type { PortName } from './ports.js';

export interface PartDefinition {
  readonly kind: 'kafka' | 'clickhouse' | 'models' | 'qdrant' | 'service';
  /** Ports beside the one of the part's own name. */
  readonly extraPortNames: readonly PortName[];
}

/** The parts of the stack. Infrastructure starts first, services after topics, tables and control documents exist. */
export const partDefinitions = {
  kafka: { kind: 'kafka', extraPortNames: [] },
  clickhouse: { kind: 'clickhouse', extraPortNames: [] },
  models: { kind: 'models', extraPortNames: [] },
  qdrant: { kind: 'qdrant', extraPortNames: [] },
  warehouse: { kind: 'service', extraPortNames: ['otlp'] },
  tracking: { kind: 'service', extraPortNames: [] },
  identity: { kind: 'service', extraPortNames: [] },
  attribution: { kind: 'service', extraPortNames: [] },
  mmm: { kind: 'service', extraPortNames: [] },
  guardrails: { kind: 'service', extraPortNames: [] },
  rag: { kind: 'service', extraPortNames: [] },
} as const satisfies Record<string, PartDefinition>;

export type PartName = keyof typeof partDefinitions;

export const partNames = Object.keys(partDefinitions) as PartName[];

/** @throws LOC_UNKNOWN_PART listing the known ones. */
export function parsePartName(text: string): PartName {
  const name = partNames.find((known) => known === text);
  if (!name) throw new StellwerkError(errors.UNKNOWN_PART, { part: text, known: partNames.join(', ') });
  return name;
}
