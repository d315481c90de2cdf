/** Most texts that one expression may need, and that a stretch of it may stand for. */
const MAX_LITERALS = 512;
const MAX_EXACT = 24;
/** Shorter texts occur everywhere and would save nothing. */
const MIN_LENGTH = 2;

/** What is known of a part: all texts it can match where these are few, and texts of which a match holds one. */
interface Part {
  readonly exact: readonly string[] | null;
  readonly needed: readonly string[] | null;
}

const ZERO_WIDTH: Part = { exact: [''], needed: null };
const ANYTHING: Part = { exact: null, needed: null };

/**
 * Lower-case texts of which every match of a regular expression holds at least one, without regard to case; `null` where
 * none can be told. It errs on the side of `null`, so who looks for the texts first misses no match.
 */
export function requiredLiterals(source: string): readonly string[] | null {
  const reader = new Reader(source);
  const part = reader.alternatives();
  if (!reader.atEnd) return null;
  return better(part.needed, usable(part.exact));
}

class Reader {
  #at = 0;

  constructor(private readonly source: string) {}

  get atEnd(): boolean {
    return this.#at >= this.source.length;
  }

  alternatives(): Part {
    const parts = [this.#sequence()];
    while (this.source[this.#at] === '|') {
      this.#at += 1;
      parts.push(this.#sequence());
    }
    return parts.length === 1 ? (parts[0] as Part) : union(parts);
  }

  #sequence(): Part {
    let run: readonly string[] = [''];
    let needed: readonly string[] | null = null;
    let isExact = true;
    while (!this.atEnd && this.source[this.#at] !== '|' && this.source[this.#at] !== ')') {
      const part = this.#quantified(this.#atom());
      const joined = part.exact && product(run, part.exact);
      if (joined) {
        run = joined;
        continue;
      }
      isExact = false;
      needed = better(better(needed, usable(run)), part.needed);
      run = part.exact ?? [''];
    }
    return { exact: isExact ? run : null, needed: better(needed, usable(run)) };
  }

  #atom(): Part {
    const char = this.source[this.#at++] as string;
    if (char === '(') return this.#group();
    if (char === '[') return this.#characterClass();
    if (char === '\\') return this.#escape();
    if (char === '^' || char === '$') return ZERO_WIDTH;
    if (char === '.') return ANYTHING;
    return literal(char);
  }

  #group(): Part {
    const [opening] = /^\?(?:[:=!]|<[=!]|<[^>]*>)/.exec(this.source.slice(this.#at)) ?? [''];
    this.#at += opening.length;
    const part = this.alternatives();
    this.#at += 1;
    // What stands in a look-around is not part of the match, or must not be there.
    return /[=!]$/.test(opening) ? ZERO_WIDTH : part;
  }

  #characterClass(): Part {
    const from = this.#at;
    while (this.source[this.#at] !== ']' && !this.atEnd) this.#at += this.source[this.#at] === '\\' ? 2 : 1;
    const body = this.source.slice(from, this.#at++);
    if (body.startsWith('^') || body.includes('\\') || body.includes('-') || body.length > 4) return ANYTHING;
    return union([...body].map(literal));
  }

  #escape(): Part {
    const char = this.source[this.#at++] as string;
    if (char === 'b' || char === 'B') return ZERO_WIDTH;
    if (/[a-zA-Z0-9]/.test(char)) {
      // Classes, references and code points: which characters they stand for is not needed here.
      if (char === 'x') this.#at += 2;
      if (char === 'u') this.#at += 4;
      return ANYTHING;
    }
    return literal(char);
  }

  #quantified(part: Part): Part {
    const [text, least, most] = /^(?:[*+?]|\{(\d+)(,?\d*)\})\??/.exec(this.source.slice(this.#at)) ?? [''];
    if (text === '') return part;
    this.#at += text.length;
    const min = text.startsWith('{') ? Number(least) : text.startsWith('+') ? 1 : 0;
    if (min === 0) {
      const isOptional = text.startsWith('?') && part.exact !== null;
      return isOptional ? { exact: [...new Set([...(part.exact as string[]), ''])], needed: null } : ANYTHING;
    }
    if (min === 1 && most === '') return part;
    return { exact: null, needed: better(part.needed, usable(part.exact)) };
  }
}

function literal(char: string): Part {
  const isAscii = char.charCodeAt(0) < 128;
  return isAscii ? { exact: [char.toLowerCase()], needed: null } : ANYTHING;
}

function union(parts: readonly Part[]): Part {
  const exact = parts.every((part) => part.exact) ? [...new Set(parts.flatMap((part) => part.exact ?? []))] : null;
  const each = parts.map((part) => better(part.needed, usable(part.exact)));
  const needed = each.every((texts) => texts !== null) ? [...new Set(each.flatMap((texts) => texts ?? []))] : null;
  return {
    exact: exact && exact.length <= MAX_EXACT ? exact : null,
    needed: needed && needed.length <= MAX_LITERALS ? needed : null,
  };
}

function product(heads: readonly string[], tails: readonly string[]): readonly string[] | null {
  if (heads.length * tails.length > MAX_EXACT) return null;
  return [...new Set(heads.flatMap((head) => tails.map((tail) => head + tail)))];
}

function usable(texts: readonly string[] | null): readonly string[] | null {
  return texts?.every((text) => text.length >= MIN_LENGTH) ? texts : null;
}

/** The set whose shortest text is longer; of equal ones the smaller set. */
function better(one: readonly string[] | null, other: readonly string[] | null): readonly string[] | null {
  if (!one || !other) return one ?? other;
  const shortest = (texts: readonly string[]) => Math.min(8, ...texts.map(({ length }) => length));
  const difference = shortest(one) - shortest(other);
  if (difference !== 0) return difference > 0 ? one : other;
  return one.length <= other.length ? one : other;
}
