import { type OutgoingMessage, toMessage } from '@stellwerk/bus';
import { consentChanged, defaultPerson, deterministicId, type PayloadOf, type Purpose } from '@stellwerk/contracts';
import type { Clock } from '@stellwerk/service';
import type { ClientStatement } from '../pipeline/consent-statement.js';
import type { ConsentBook } from './consent-book.js';

type Change = PayloadOf<typeof consentChanged>;

/** What the operator states for a person. */
export interface OperatorStatement {
  readonly tenant: string;
  readonly keys: readonly string[];
  readonly granted: readonly Purpose[];
  readonly refused: readonly Purpose[];
  /** Name of the token. */
  readonly by: string;
}

/** Messages of statements, and what to do where they could not be written. */
export interface PreparedChanges {
  readonly changes: readonly Change[];
  readonly messages: readonly OutgoingMessage[];
  undo(): void;
}

/** Turns statements into `consent.changed`, one message for each key of the person. */
export class ConsentChanges {
  constructor(
    private readonly book: ConsentBook,
    private readonly clock: Clock,
  ) {}

  /** Of clients with the write key of a source. */
  ofClient(tenant: string, source: string, statements: readonly ClientStatement[]): PreparedChanges {
    return this.#prepare(
      statements.flatMap(({ statementId, keys, statedAtMs, record }) =>
        keys.map((personKey) => ({ tenant, personKey, statementId, statedAtMs, by: 'client', source, ...record })),
      ),
      false,
    );
  }

  /** Of somebody with a bearer token, for a person: no client can undo what it refuses. */
  ofOperator({ tenant, keys, granted, refused, by }: OperatorStatement): PreparedChanges {
    const statedAtMs = this.clock().getTime();
    const statementId = deterministicId('operator', by, String(statedAtMs), granted.join(), refused.join());
    const shared = { tenant, statementId, statedAtMs, by, granted: [...granted], refused: [...refused] };
    return this.#prepare(
      keys.map((personKey) => ({ ...shared, personKey })),
      true,
    );
  }

  #prepare(statements: readonly Unset[], isByOperator: boolean): PreparedChanges {
    const at = this.clock().toISOString();
    const changes = statements.map(({ statementId, statedAtMs, ...statement }): Change => {
      const { tenant, personKey, granted, refused } = statement;
      const changeId = deterministicId('consent-changed', tenant, personKey, statementId);
      const next = this.book.add(tenant, personKey, changeId, { granted, refused, statedAtMs, isByOperator });
      return {
        ...statement,
        changeId,
        person: defaultPerson(tenant, personKey),
        at,
        statedAt: new Date(statedAtMs).toISOString(),
        purposes: [...next.purposes],
        locked: [...next.locked],
      };
    });
    return {
      changes,
      messages: changes.map((change) => {
        const { changeId: id, tenant, source = 'operator' } = change;
        return toMessage(consentChanged, change, { id, time: at, source, tenant });
      }),
      undo: () => {
        for (const { tenant, personKey, changeId } of changes) this.book.forget(tenant, personKey, changeId);
      },
    };
  }
}

/** A statement for one key that has not been set against what is known of the key. */
type Unset = Omit<Change, 'changeId' | 'person' | 'at' | 'statedAt' | 'purposes' | 'locked'> & {
  readonly statementId: string;
  readonly statedAtMs: number;
};
