import type { ControlTable } from '@stellwerk/bus';
import type { ControlKind, ControlSpec } from '@stellwerk/contracts';
import type { CalledModel } from '../calls/call-record.js';
import { defaultModelPolicy, type ModelPolicy, Models } from '../models.js';
import type { CallContext } from '../ports.js';
import type { EmbeddedModel } from '../routes/model-routes.js';
import type { FakeEndpoint } from './fake-endpoint.js';

/** Control documents of one tenant in memory; a test changes them as `stellwerk apply` would. */
export class Documents implements Pick<ControlTable, 'all'> {
  readonly #documents: { readonly kind: ControlKind; readonly tenant: string; readonly name: string }[] = [];

  put<Kind extends ControlKind>(kind: Kind, name: string, spec: ControlSpec<Kind>, tenant = 'demo'): this {
    const at = this.#documents.findIndex((it) => it.kind === kind && it.name === name && it.tenant === tenant);
    if (at >= 0) this.#documents.splice(at, 1);
    const head = { kind, tenant, name, version: 1, by: 'test', at: '2026-11-24T10:00:00.000Z' };
    this.#documents.push({ ...head, spec } as never);
    return this;
  }

  all<Kind extends ControlKind>(kind: Kind): ReturnType<ControlTable['all']> & never[] {
    return this.#documents.filter((document) => document.kind === kind) as never;
  }
}

export interface Bench {
  readonly models: Models;
  readonly documents: Documents;
  readonly recorded: CalledModel[];
  /** Pauses that were asked for, in milliseconds. */
  readonly pauses: number[];
  /** Moves the clock. */
  pass(milliseconds: number): void;
}

export const context: CallContext = { tenant: 'demo', useCase: 'answers', caller: 'shop-app' };

/** Models on real HTTP with a clock that stands still unless it is moved, and pauses that take no time. */
export function bench(policy: Partial<ModelPolicy> = {}, embedded?: EmbeddedModel, keys = new Map<string, string>()) {
  const documents = new Documents();
  const recorded: CalledModel[] = [];
  const pauses: number[] = [];
  let nowMs = Date.parse('2026-11-24T10:00:00.000Z');
  let ids = 0;
  const models = new Models({
    control: documents,
    allowedHosts: ['127.0.0.1'],
    keys,
    ...(embedded && { embedded }),
    record: { write: async (call) => void recorded.push(call) },
    fetch,
    clock: {
      now: () => nowMs,
      sleep: async (milliseconds, signal) => {
        signal?.throwIfAborted();
        pauses.push(milliseconds);
        nowMs += milliseconds;
      },
    },
    random: () => 0.5,
    newId: () => `00000000-0000-4000-8000-${String(ids++).padStart(12, '0')}`,
    policy: { ...defaultModelPolicy, ...policy },
  });
  const pass = (milliseconds: number) => {
    nowMs += milliseconds;
  };
  return { models, documents, recorded, pauses, pass } satisfies Bench;
}

/** So long that only an endpoint that says nothing reaches it, however busy the machine. */
const PATIENCE_MS = 10_000;

/** A route of chat models, in the order of the endpoints; the model at place n is called `model-n`. */
export const chatRoute = (
  endpoints: readonly FakeEndpoint[],
  timeoutsMs: readonly number[] = [],
): ControlSpec<'model-route'> => ({
  useCase: 'answers',
  models: endpoints.map(({ baseUrl }, at) => ({
    model: `model-${at}`,
    baseUrl,
    timeoutMs: timeoutsMs[at] ?? PATIENCE_MS,
  })),
});
