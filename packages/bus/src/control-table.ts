import {
  type ControlDocument,
  type ControlKind,
  controlDocument,
  controlKey,
  controlSpecs,
  deterministicId,
} from '@stellwerk/contracts';
import { parseMessage } from './message/parse-message.js';
import { toMessage } from './message/to-message.js';
import type { Bus } from './port.js';

/** The control documents in memory, complete before `ready`, current within a second. */
export interface ControlTable {
  readonly ready: Promise<void>;
  get<Kind extends ControlKind>(kind: Kind, tenant: string, name: string): ControlDocument<Kind> | undefined;
  all<Kind extends ControlKind>(kind: Kind): readonly ControlDocument<Kind>[];
  /** Called after every change; returns the way to stop it. */
  onChange(listener: (key: string) => void): () => void;
  /** Keys of documents that do not fit their kind: never used, shown by health. */
  invalid(): readonly string[];
  stop(): Promise<void>;
}

/** Reads the control topic and stays on it. */
export async function createControlTable(bus: Bus): Promise<ControlTable> {
  const documents = new Map<string, ControlDocument>();
  const byKind = new Map<ControlKind, readonly ControlDocument[]>();
  const invalid = new Set<string>();
  const listeners = new Set<(key: string) => void>();

  const table = await bus.table({
    topic: controlDocument.type,
    apply: (message) => {
      const parsed = message.value === null ? null : parseMessage(controlDocument, message);
      invalid.delete(message.key);
      documents.delete(message.key);
      if (parsed?.ok === false) invalid.add(message.key);
      if (parsed?.ok && parsed.payload.spec !== null) {
        const spec = controlSpecs[parsed.payload.kind].safeParse(parsed.payload.spec);
        if (spec.success) documents.set(message.key, { ...parsed.payload, spec: spec.data } as ControlDocument);
        else invalid.add(message.key);
      }
      byKind.clear();
      for (const listener of listeners) listener(message.key);
    },
  });

  return {
    ready: table.ready,
    get: <Kind extends ControlKind>(kind: Kind, tenant: string, name: string) =>
      documents.get(controlKey(kind, tenant, name)) as ControlDocument<Kind> | undefined,
    all: <Kind extends ControlKind>(kind: Kind) => {
      let found = byKind.get(kind);
      if (!found) {
        found = [...documents.values()].filter((document) => document.kind === kind);
        byKind.set(kind, found);
      }
      return found as readonly ControlDocument<Kind>[];
    },
    onChange: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    invalid: () => [...invalid],
    stop: () => table.stop(),
  };
}

/** Writes one version of a control document; `spec: null` withdraws it. Resolves when it is durable. */
export async function publishControlDocument(
  bus: Bus,
  document: Omit<ControlDocument, 'spec'> & { readonly spec: object | null },
): Promise<void> {
  const { kind, tenant, name, version, by, at } = document;
  const spec = document.spec === null ? null : controlSpecs[kind].parse(document.spec);
  const id = deterministicId('control', kind, tenant, name, version);
  await bus.publish([
    toMessage(
      controlDocument,
      { kind, tenant, name, version, spec, by, at },
      { id, time: at, source: 'control', tenant },
    ),
  ]);
}
