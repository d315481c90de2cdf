/** What a step says: go on with a richer value, drop with a reason, or give the input up as dead. */
export type Result<Value> = Ok<Value> | Drop | Dead;

export interface Ok<Value> {
  readonly kind: 'ok';
  readonly value: Value;
}

/** Expected end: nothing is wrong, but nothing goes on (no consent, duplicate). */
export interface Drop {
  readonly kind: 'drop';
  readonly code: string;
  readonly details: Details;
}

/** Unexpected input: it must be found again and replayed. */
export interface Dead {
  readonly kind: 'dead';
  readonly code: string;
  readonly details: Details;
}

/** Facts for the log and the dead letter; never personal data. */
export type Details = Readonly<Record<string, string | number | boolean>>;

export const ok = <Value>(value: Value): Ok<Value> => ({ kind: 'ok', value });
export const drop = (code: string, details: Details = {}): Drop => ({ kind: 'drop', code, details });
export const dead = (code: string, details: Details = {}): Dead => ({ kind: 'dead', code, details });
