/** A bare item of RFC 9651 as far as signatures use them: numbers, strings, tokens, bytes, booleans. */
export type BareItem = string | number | boolean | Uint8Array;
export type Parameters = ReadonlyMap<string, BareItem>;

export interface Item {
  readonly value: BareItem;
  readonly parameters: Parameters;
}

export interface InnerList {
  readonly items: readonly Item[];
  readonly parameters: Parameters;
  /** As it was sent: what was signed is compared byte for byte. */
  readonly text: string;
}

/** A field that is no dictionary of RFC 9651 §3.2. */
export class FieldSyntaxError extends Error {}

/** Most members and items that are read; a signature needs a handful. */
const MAX_ENTRIES = 32;

/**
 * Reads a dictionary field (RFC 9651 §4.2.2). A repeated key keeps its last member.
 * @throws FieldSyntaxError
 */
export function parseDictionary(field: string): ReadonlyMap<string, Item | InnerList> {
  const reader = new Reader(field);
  const members = new Map<string, Item | InnerList>();
  reader.skip(/ */y);
  while (!reader.atEnd) {
    const key = reader.key();
    const member = reader.take('=') ? reader.member() : { value: true, parameters: reader.parameters() };
    members.delete(key);
    members.set(key, member);
    if (members.size > MAX_ENTRIES) throw new FieldSyntaxError();
    reader.skip(/[ \t]*/y);
    if (reader.atEnd) break;
    if (!reader.take(',')) throw new FieldSyntaxError();
    reader.skip(/[ \t]*/y);
    if (reader.atEnd) throw new FieldSyntaxError();
  }
  return members;
}

/** Reads an item field (RFC 9651 §4.2.3). @throws FieldSyntaxError */
export function parseItem(field: string): Item {
  const reader = new Reader(field.trim());
  const item = reader.item();
  if (!reader.atEnd) throw new FieldSyntaxError();
  return item;
}

class Reader {
  #at = 0;

  constructor(private readonly text: string) {}

  get atEnd(): boolean {
    return this.#at >= this.text.length;
  }

  take(char: string): boolean {
    if (this.text[this.#at] !== char) return false;
    this.#at += 1;
    return true;
  }

  /** Moves over what a sticky pattern matches here, and returns it. */
  skip(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.#at;
    const [found] = pattern.exec(this.text) ?? [];
    this.#at += found?.length ?? 0;
    return found;
  }

  key(): string {
    return this.#expect(/[a-z*][a-z0-9_\-.*]*/y);
  }

  member(): Item | InnerList {
    return this.text[this.#at] === '(' ? this.#innerList() : this.item();
  }

  item(): Item {
    return { value: this.#bareItem(), parameters: this.parameters() };
  }

  parameters(): Parameters {
    const found = new Map<string, BareItem>();
    while (this.take(';')) {
      this.skip(/ */y);
      const key = this.key();
      found.set(key, this.take('=') ? this.#bareItem() : true);
      if (found.size > MAX_ENTRIES) throw new FieldSyntaxError();
    }
    return found;
  }

  #innerList(): InnerList {
    const from = this.#at;
    this.#at += 1;
    const items: Item[] = [];
    for (;;) {
      this.skip(/ */y);
      if (this.take(')')) break;
      items.push(this.item());
      if (items.length > MAX_ENTRIES || !/[ )]/.test(this.text[this.#at] ?? '')) throw new FieldSyntaxError();
    }
    return { items, parameters: this.parameters(), text: this.text.slice(from, this.#at) };
  }

  #bareItem(): BareItem {
    const char = this.text[this.#at] ?? '';
    if (char === '"')
      return this.#expect(/"(?:[ !#-[\]-~]|\\["\\])*"/y)
        .slice(1, -1)
        .replace(/\\(["\\])/g, '$1');
    if (char === ':') {
      const text = this.#expect(/:[A-Za-z0-9+/]*={0,2}:/y).slice(1, -1);
      return new Uint8Array(Buffer.from(text, 'base64'));
    }
    if (char === '?') return this.#expect(/\?[01]/y) === '?1';
    if (/[-0-9]/.test(char)) return Number(this.#expect(/-?\d{1,15}(?:\.\d{1,3})?/y));
    return this.#expect(/[A-Za-z*][!#$%&'*+\-.^_`|~\w:/]*/y);
  }

  #expect(pattern: RegExp): string {
    const found = this.skip(pattern);
    if (found === undefined || found === '') throw new FieldSyntaxError();
    return found;
  }
}
