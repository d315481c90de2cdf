import type { PortName } from './ports.js';

export interface PartDefinition {
  readonly kind: 'kafka' | 'clickhouse' | 'service';
  /** Ports beside the one of the part's own name. */
  readonly extraPortNames: readonly PortName[];
}

/** The parts of the stack. Infrastructure starts first, services after topics, tables and control documents exist. */
export const partDefinitions = {
  kafka: { kind: 'kafka', extraPortNames: [] },
  clickhouse: { kind: 'clickhouse', extraPortNames: [] },
  warehouse: { kind: 'service', extraPortNames: ['otlp'] },
  tracking: { kind: 'service', extraPortNames: [] },
  identity: { kind: 'service', extraPortNames: [] },
  attribution: { kind: 'service', extraPortNames: [] },
} as const satisfies Record<string, PartDefinition>;

export type PartName = keyof typeof partDefinitions;

export const partNames = Object.keys(partDefinitions) as PartName[];

export function isPartName(name: string): name is PartName {
  return Object.hasOwn(partDefinitions, name);
}
