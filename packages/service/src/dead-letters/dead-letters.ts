import {
  type Bus,
  type DeadLetterSummary,
  type DeadLetterWithOriginal,
  listDeadLetters,
  type Replayed,
  replayDeadLetters,
  showDeadLetter,
} from '@stellwerk/bus';
import type { AccessRecord } from '../access-record.js';
import { mayReadTenant } from '../control-plane/writers.js';
import type { Principal } from '../http/access.js';
import type { Clock } from '../tokens.js';

/** Tenant under which accesses to letters are on record that belong to no tenant. */
const PLATFORM = 'platform';

export interface DeadLettersDeps {
  readonly bus: Pick<Bus, 'offsets' | 'readFrom' | 'publish'>;
  readonly accesses: AccessRecord;
  readonly clock: Clock;
}

/** Dead letters for people: of the tenants of their token only, and on record before a byte of them is shown or sent again. */
export class DeadLetters {
  constructor(private readonly deps: DeadLettersDeps) {}

  /** The newest of some services, newest first, without their bytes; `limit` per service. @throws UnavailableError */
  async list(principal: Principal, services: readonly string[], limit: number): Promise<DeadLetterSummary[]> {
    const options = { limit, ...visibleTo(principal) };
    return (await Promise.all(services.map((service) => listDeadLetters(this.deps.bus, service, options)))).flat();
  }

  /** One with its original. @throws StellwerkError BUS_DEAD_LETTER_ID, BUS_DEAD_LETTER_UNKNOWN */
  async open(principal: Principal, id: string): Promise<DeadLetterWithOriginal> {
    const letter = await showDeadLetter(this.deps.bus, id, visibleTo(principal));
    await this.#record(principal, letter, 'dead-letter-opened');
    return letter;
  }

  /** Sends originals to where they came from again; one result per id. @throws StellwerkError BUS_DEAD_LETTER_ID */
  replay(principal: Principal, ids: readonly string[], again: boolean): Promise<Replayed[]> {
    const before = (letter: DeadLetterSummary) => this.#record(principal, letter, 'dead-letter-replayed');
    return replayDeadLetters(this.deps.bus, ids, { again, now: this.deps.clock, before, ...visibleTo(principal) });
  }

  async #record(
    { name: by }: Principal,
    { id: subject, tenant }: DeadLetterSummary,
    action: 'dead-letter-opened' | 'dead-letter-replayed',
  ): Promise<void> {
    await this.deps.accesses.write({ tenant: tenant === '' ? PLATFORM : tenant, by, action, subject });
  }
}

/** Letters of other tenants are as if they were not there; those of none are for tokens that are bound to none. */
const visibleTo = (principal: Principal) => ({
  isShown: ({ tenant }: DeadLetterSummary) => mayReadTenant(principal, tenant),
});
