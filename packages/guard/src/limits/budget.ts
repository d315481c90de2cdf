/** What may be spent of something within a window that starts anew, such as a day. */
export interface BudgetLimit {
  /** Unique name of the account, such as `tenant/demo` or `task/4711`. */
  readonly account: string;
  /** Length of the window; `null` = the account is never reset (a task). Windows begin at whole multiples since 1970. */
  readonly windowMs: number | null;
  /** Millionths of the tenant's currency. */
  readonly maxMicros: number;
  readonly maxCalls: number;
}

/** What is set aside until the call is over. */
export interface Reservation {
  readonly id: string;
  readonly micros: number;
  readonly limits: readonly BudgetLimit[];
  readonly atMs: number;
}

interface Account {
  readonly windowMs: number | null;
  window: number;
  micros: number;
  calls: number;
}

/** Why a reservation was refused. */
export interface Overrun {
  readonly account: string;
  readonly what: 'money' | 'calls';
}

/** Accounts from which on those are looked for whose window is over. */
const MANY_ACCOUNTS = 1_000;

/**
 * Money and calls by account. A call is reserved at the most it may cost before it runs, and settled at what it did cost: so calls
 * that run side by side cannot together exceed a budget that each alone would keep.
 */
export class Budgets {
  readonly #accounts = new Map<string, Account>();
  readonly #open = new Map<string, Reservation>();
  #sweepAt = MANY_ACCOUNTS;

  /** Sets aside, in every account or in none. The same id twice is one reservation. */
  reserve(reservation: Reservation): Overrun | null {
    if (this.#open.has(reservation.id)) return null;
    const { limits, micros, atMs } = reservation;
    for (const limit of limits) {
      const account = this.#account(limit, atMs);
      if (account.micros + micros > limit.maxMicros) return { account: limit.account, what: 'money' };
      if (account.calls + 1 > limit.maxCalls) return { account: limit.account, what: 'calls' };
    }
    this.#book(reservation, micros, 1);
    this.#open.set(reservation.id, reservation);
    return null;
  }

  /** Replaces what was set aside by what it cost. A cost above the reservation is booked as it is: the money is gone. */
  settle(id: string, costMicros: number): void {
    const reservation = this.#open.get(id);
    if (!reservation) return;
    this.#open.delete(id);
    this.#book(reservation, costMicros - reservation.micros, 0);
  }

  /** Gives back what was set aside for a call that did not run. */
  release(id: string): void {
    const reservation = this.#open.get(id);
    if (!reservation) return;
    this.#open.delete(id);
    this.#book(reservation, -reservation.micros, -1);
  }

  /** Books without asking what has happened already: a call read from a journal after a restart, or a cost that came later. */
  book({ limits, micros, atMs, calls }: Omit<Reservation, 'id'> & { readonly calls: number }): void {
    for (const limit of limits) {
      const account = this.#account(limit, atMs);
      if (account.window !== windowOf(limit, atMs)) continue;
      account.micros += micros;
      account.calls += calls;
    }
  }

  /** Spent and set aside in the current window. */
  used(limit: BudgetLimit, nowMs: number): { readonly micros: number; readonly calls: number } {
    const { micros, calls } = this.#account(limit, nowMs);
    return { micros, calls };
  }

  /** Forgets an account that is closed, such as that of a finished task. */
  close(account: string): void {
    this.#accounts.delete(account);
  }

  #book({ limits, atMs }: Reservation, micros: number, calls: number): void {
    for (const limit of limits) {
      const account = this.#account(limit, atMs);
      // What was reserved in a window that is over belongs to that window.
      if (account.window !== windowOf(limit, atMs)) continue;
      account.micros += micros;
      account.calls += calls;
    }
  }

  #account(limit: BudgetLimit, nowMs: number): Account {
    const window = windowOf(limit, nowMs);
    const account = this.#accounts.get(limit.account);
    // A clock that goes back stays in the newer window: a budget must not be had twice.
    if (account && account.window >= window) return account;
    const opened = { windowMs: limit.windowMs, window, micros: 0, calls: 0 };
    this.#accounts.set(limit.account, opened);
    if (this.#accounts.size >= this.#sweepAt) this.#forgetPast(nowMs);
    return opened;
  }

  /** Every user has an account of their own; those of past windows hold nothing that anybody asks for. */
  #forgetPast(nowMs: number): void {
    for (const [name, { windowMs, window }] of this.#accounts)
      if (windowMs !== null && window < Math.floor(nowMs / windowMs)) this.#accounts.delete(name);
    this.#sweepAt = Math.max(MANY_ACCOUNTS, 2 * this.#accounts.size);
  }

  /** Accounts that are held. */
  get size(): number {
    return this.#accounts.size;
  }
}

const windowOf = ({ windowMs }: BudgetLimit, nowMs: number): number =>
  windowMs === null ? 0 : Math.floor(nowMs / windowMs);
