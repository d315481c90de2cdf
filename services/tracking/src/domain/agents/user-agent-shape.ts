/** One product of a user agent: `Chrome/131.0.0.0`, or a word without a version. */
export interface Product {
  readonly name: string;
  readonly version: string | undefined;
}

/** The grammar of RFC 9110 §10.1.5: products and comments, in order. */
export interface UserAgentShape {
  readonly products: readonly Product[];
  /** Entries of the comments in round brackets, split at semicolons; nested ones belong to the outer. */
  readonly comments: readonly (readonly string[])[];
  /** Whether every bracket is closed. */
  readonly isBalanced: boolean;
}

/** Splits a user agent; linear in its length. Square brackets, in which apps describe themselves, are left out. */
export function shapeOf(userAgent: string): UserAgentShape {
  const products: Product[] = [];
  const comments: string[][] = [];
  let depth = 0;
  let from = 0;
  const wordsUntil = (to: number): void => {
    for (const word of userAgent.slice(from, to).split(/[\s,;]+/)) {
      if (word === '' || word.startsWith('[') || word.endsWith(']')) continue;
      const slash = word.indexOf('/');
      products.push(
        slash < 0 ? { name: word, version: undefined } : { name: word.slice(0, slash), version: word.slice(slash + 1) },
      );
    }
  };
  for (let at = 0; at < userAgent.length; at++) {
    const char = userAgent[at];
    if (char === '(') {
      if (depth++ === 0) {
        wordsUntil(at);
        from = at + 1;
      }
    } else if (char === ')' && depth > 0 && --depth === 0) {
      comments.push(entriesOf(userAgent.slice(from, at)));
      from = at + 1;
    }
  }
  if (depth > 0) comments.push(entriesOf(userAgent.slice(from)));
  else wordsUntil(userAgent.length);
  return { products, comments, isBalanced: depth === 0 };
}

const entriesOf = (comment: string): string[] =>
  comment
    .split(';')
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '');
