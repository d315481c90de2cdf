/** Whether a caller should send the same request again: never, after a pause, or after changing it. */
export type RetryAdvice = 'never' | 'after' | 'changed';

/** One row of a service's closed error catalogue. `{name}` in the text is filled from the details. */
export interface ErrorEntry {
  readonly status: number;
  readonly retry: RetryAdvice;
  readonly text: string;
  readonly fix: string;
}

export interface CatalogueEntry extends ErrorEntry {
  /** `<PREFIX>_<NAME>`, stable for ever. */
  readonly code: string;
}

export type Catalogue<Names extends string = string> = Readonly<Record<Names, CatalogueEntry>>;

/** Builds the closed catalogue of one service; the codes stand in `docs/reference/errors.md` as well. */
export function catalogue<Names extends string>(prefix: string, entries: Record<Names, ErrorEntry>): Catalogue<Names> {
  const rows = Object.entries<ErrorEntry>(entries).map(([name, entry]) => [
    name,
    Object.freeze({ code: `${prefix}_${name}`, ...entry }),
  ]);
  return Object.freeze(Object.fromEntries(rows));
}

export type ErrorDetails = Readonly<Record<string, string | number | boolean>>;

/** An expected failure with its catalogue row. Details must not hold personal data or secrets. */
export class StellwerkError extends Error {
  readonly code: string;
  readonly field: string | undefined;

  constructor(
    readonly entry: CatalogueEntry,
    readonly details: ErrorDetails = {},
    options: { field?: string; cause?: unknown } = {},
  ) {
    super(fill(entry.text, details), { cause: options.cause });
    this.name = 'StellwerkError';
    this.code = entry.code;
    this.field = options.field;
  }

  /** What the caller can do about it. */
  get fix(): string {
    return fill(this.entry.fix, this.details);
  }
}

function fill(template: string, details: ErrorDetails): string {
  return template.replace(/\{(\w+)\}/g, (placeholder, name: string) => String(details[name] ?? placeholder));
}
