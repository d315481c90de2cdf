import type { Bus, ConsentCeiling } from '@stellwerk/bus';
import { type Purpose, purposes, StellwerkError } from '@stellwerk/contracts';
import type { Sources } from '../adapters/sources.js';
import { type Identifier, keyed } from '../domain/identity-keys.js';
import { errors } from '../errors.js';
import type { ConsentBook } from './consent-book.js';
import type { ConsentChanges } from './consent-changes.js';

/** Whom a question or a statement is about: by identity keys, or by identifiers as a person would say them. */
export interface Subject {
  readonly tenant: string;
  readonly keys?: readonly string[] | undefined;
  readonly identifiers?: readonly Identifier[] | undefined;
}

/** What bounds the events of a key now. */
export interface KeyConsent {
  readonly key: string;
  /** What may be served as far as the consent of an event itself allows it. */
  readonly purposes: readonly Purpose[];
  /** Refused through the operator. */
  readonly locked: readonly Purpose[];
}

/** Where those who answer persons look up and state consent for them. */
export class ConsentDesk {
  constructor(
    private readonly deps: {
      readonly sources: Pick<Sources, 'hasherOf'>;
      readonly book: ConsentBook;
      readonly changes: ConsentChanges;
      readonly bus: Pick<Bus, 'publish'>;
    },
  ) {}

  /** @throws StellwerkError TRK_EVENT_UNIDENTIFIED */
  show(subject: Subject): KeyConsent[] {
    return this.#keysOf(subject).map((key) => ({ key, ...boundOf(this.deps.book.ceiling(subject.tenant, key)) }));
  }

  /**
   * States for a person what is allowed from now on; resolves when it is durable. No client can grant what was refused so.
   * @throws StellwerkError TRK_EVENT_UNIDENTIFIED; UnavailableError
   */
  async state(
    subject: Subject,
    said: { readonly granted: readonly Purpose[]; readonly refused: readonly Purpose[]; readonly by: string },
  ): Promise<KeyConsent[]> {
    const { tenant } = subject;
    const prepared = this.deps.changes.ofOperator({ tenant, keys: this.#keysOf(subject), ...said });
    await this.deps.bus.publish(prepared.messages).catch((error: unknown) => {
      prepared.undo();
      throw error;
    });
    return prepared.changes.map(({ personKey: key, purposes: left, locked }) => ({ key, purposes: left, locked }));
  }

  #keysOf({ tenant, keys = [], identifiers = [] }: Subject): string[] {
    const found = [...keys, ...keyed(identifiers, this.deps.sources.hasherOf(tenant)).map(({ key }) => key)];
    if (found.length === 0) throw new StellwerkError(errors.EVENT_UNIDENTIFIED, {}, { field: 'identifiers' });
    return [...new Set(found)];
  }
}

const boundOf = (ceiling: ConsentCeiling | undefined) => ({
  purposes: ceiling?.purposes ?? purposes,
  locked: ceiling?.locked ?? [],
});
