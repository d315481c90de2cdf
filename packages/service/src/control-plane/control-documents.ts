import {
  type Bus,
  type ControlTable,
  changesTo,
  type DocumentChange,
  publishControlDocument,
  type WantedDocument,
} from '@stellwerk/bus';
import {
  type ControlDocument,
  type ControlKind,
  controlKinds,
  controlSpecs,
  StellwerkError,
} from '@stellwerk/contracts';
import { serviceErrors } from '../errors.js';
import type { Principal } from '../http/access.js';
import type { Clock } from '../tokens.js';
import { assertMayWrite, authorOf, mayRead } from './writers.js';

/** What was applied, or would be. */
export interface Applied {
  readonly changes: readonly DocumentChange[];
  readonly unchanged: number;
}

/** How long a write may take until this process has heard of it. */
const HEARD_WITHIN_MS = 5_000;
const LOOK_EVERY_MS = 10;

/** Control documents for people: what governs, and changes to it by whoever may make them. Their author is the caller's token. */
export class ControlDocuments {
  #lastWrite: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly control: ControlTable,
    private readonly bus: Bus,
    private readonly clock: Clock,
  ) {}

  list(principal: Principal, { kind, tenant }: { kind?: ControlKind; tenant?: string }): ControlDocument[] {
    const kinds = kind === undefined ? controlKinds : [kind];
    return kinds
      .flatMap((one) => this.control.all(one) as readonly ControlDocument[])
      .filter((document) => (tenant === undefined || document.tenant === tenant) && mayRead(principal, document));
  }

  /** Keys of documents that do not fit their kind and so govern nothing. */
  invalid(principal: Principal): string[] {
    return this.control.invalid().filter((key) => {
      const [kind, tenant] = key.split('/') as [ControlKind, string | undefined];
      return mayRead(principal, { kind, tenant: tenant ?? '' });
    });
  }

  /**
   * Writes what differs, each document as the next version; all are checked before the first is written. One call after the
   * other, and each answers when this process has heard of what it wrote, so that the next sees it.
   * @throws StellwerkError SVC_INVALID_REQUEST, SVC_FORBIDDEN, SVC_TENANT_FORBIDDEN
   */
  apply(principal: Principal, wanted: readonly WantedDocument[], isDryRun: boolean): Promise<Applied> {
    const documents = wanted.map((document, index) => {
      assertMayWrite(principal, document);
      return { ...document, spec: specOf(document, index) };
    });
    const applied = this.#lastWrite.then(() => this.#write(documents, authorOf(principal), isDryRun));
    this.#lastWrite = applied.catch(() => {});
    return applied;
  }

  async #write(documents: readonly WantedDocument[], by: string, isDryRun: boolean): Promise<Applied> {
    const changes = changesTo(this.control, documents);
    if (!isDryRun) {
      const at = this.clock().toISOString();
      for (const { difference: _difference, ...document } of changes) {
        await publishControlDocument(this.bus, { ...document, by, at });
      }
      await this.#heard(changes);
    }
    return { changes, unchanged: documents.length - changes.length };
  }

  async #heard(changes: readonly DocumentChange[]): Promise<void> {
    const isHeard = ({ kind, tenant, name, version }: DocumentChange) =>
      (this.control.get(kind, tenant, name)?.version ?? 0) >= version;
    for (let waitedMs = 0; !changes.every(isHeard) && waitedMs < HEARD_WITHIN_MS; waitedMs += LOOK_EVERY_MS) {
      await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
    }
  }
}

/** @throws StellwerkError SVC_INVALID_REQUEST naming the field that does not fit its kind. */
function specOf({ kind, spec }: WantedDocument, index: number): object {
  const parsed = controlSpecs[kind].safeParse(spec);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const field = ['documents', index, 'spec', ...(issue?.path ?? [])].map(String).join('.');
  throw new StellwerkError(serviceErrors.INVALID_REQUEST, { problem: issue?.message ?? 'does not fit' }, { field });
}
