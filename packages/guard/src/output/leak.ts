/** What must not come out again: prompts by their wording, canaries by themselves. */
export interface Confidential {
  /** Texts a model was given in confidence. */
  readonly prompts: readonly string[];
  /** Strings planted in them that occur nowhere else. */
  readonly canaries: readonly string[];
}

export interface Leak {
  readonly rule: 'leak.canary' | 'leak.prompt';
  readonly start: number;
  readonly end: number;
  readonly score: number;
}

/** Words in a row that a prompt and an answer share by chance in one answer of thousands. */
const GRAM = 6;
const WORD = /[\p{L}\p{N}]+/gu;
/** Short canaries would be found by chance. */
const SHORTEST_CANARY = 6;

/**
 * Looks for confidential prompts in an answer: six words in a row of a prompt are a leak, surer with every word more.
 * Case, punctuation and white space do not matter. Hashes of the prompts are made once.
 *
 * @throws RangeError for a canary shorter than six characters.
 */
export function createLeakDetector({ prompts, canaries }: Confidential) {
  const short = canaries.find((canary) => canary.length < SHORTEST_CANARY);
  if (short !== undefined)
    throw new RangeError(`a canary needs ${SHORTEST_CANARY} characters, one has ${short.length}`);
  const grams = new Set<string>();
  for (const prompt of prompts) {
    const words = wordsOf(prompt).map(({ word }) => word);
    for (let first = 0; first + GRAM <= words.length; first++) grams.add(words.slice(first, first + GRAM).join(' '));
  }
  const folded = canaries.map((canary) => canary.toLowerCase());

  return function findLeaks(text: string): Leak[] {
    const found: Leak[] = [];
    const lower = text.toLowerCase();
    // Lower case may change the length of a text in rare scripts; then offsets would not hold.
    const searched = lower.length === text.length ? lower : text;
    for (const canary of folded)
      for (let at = searched.indexOf(canary); at >= 0; at = searched.indexOf(canary, at + canary.length))
        found.push({ rule: 'leak.canary', start: at, end: at + canary.length, score: 1 });
    if (grams.size > 0) found.push(...sharedRuns(text, grams));
    return found.sort((a, b) => a.start - b.start);
  };
}

function sharedRuns(text: string, grams: ReadonlySet<string>): Leak[] {
  const words = wordsOf(text);
  const found: Leak[] = [];
  let run: { first: number; last: number } | undefined;
  const close = () => {
    if (!run) return;
    const [start, end] = [words[run.first]?.start ?? 0, words[run.last]?.end ?? 0];
    const length = run.last - run.first + 1;
    found.push({ rule: 'leak.prompt', start, end, score: 1 - 0.5 ** (length - GRAM + 2) });
    run = undefined;
  };
  for (let first = 0; first + GRAM <= words.length; first++) {
    const gram = words.slice(first, first + GRAM).map(({ word }) => word);
    if (!grams.has(gram.join(' '))) continue;
    if (run && first <= run.last + 1) run.last = first + GRAM - 1;
    else {
      close();
      run = { first, last: first + GRAM - 1 };
    }
  }
  close();
  return found;
}

const wordsOf = (text: string) =>
  Array.from(text.matchAll(WORD), (match) => ({
    word: match[0].toLowerCase(),
    start: match.index,
    end: match.index + match[0].length,
  }));
