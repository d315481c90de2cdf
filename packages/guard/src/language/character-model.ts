/** Symbols of the model: the blank (everything that is no letter) and a–z; umlauts and accents by their base letter. */
const SYMBOLS = 27;
const BLANK = 0;
/** Steps of a stored value per nat. */
const STEPS_PER_NAT = 16;

const FOLDED = foldingTable();

/** Symbol of a UTF-16 unit: 0 for everything that is no Latin letter. */
export const symbolOf = (unit: number): number => FOLDED[unit] ?? BLANK;

/**
 * Letter trigrams of German and English prose: how usual a sequence of letters is. Tells language from keys, ciphers and
 * random suffixes; knows nothing of meaning.
 */
export class CharacterModel {
  /** @param costs Negative log probability of each trigram (27³ values in first, second, third symbol order) in 1/16 nat. */
  constructor(private readonly costs: Uint8Array) {}

  /** Negative log probability of `third` after `first` and `second`, in nats. */
  cost(first: number, second: number, third: number): number {
    return (this.costs[(first * SYMBOLS + second) * SYMBOLS + third] ?? 255) / STEPS_PER_NAT;
  }

  /**
   * Mean cost of a letter in nats, lower for usual text; blanks in a row count once. Infinite where there is no letter.
   *
   * @param read How a unit is to be read, for trying out a cipher.
   */
  meanCost(text: string, start = 0, end = text.length, read: (unit: number) => number = symbolOf): number {
    let [first, second, cost, count] = [BLANK, BLANK, 0, 0];
    for (let index = start; index < end; index++) {
      const symbol = read(text.charCodeAt(index));
      if (symbol === BLANK && second === BLANK) continue;
      cost += this.costs[(first * SYMBOLS + second) * SYMBOLS + symbol] ?? 255;
      count++;
      first = second;
      second = symbol;
    }
    return count === 0 ? Number.POSITIVE_INFINITY : cost / STEPS_PER_NAT / count;
  }

  /** Letters that were run together, with the blanks put back in where the words most probably end. */
  segmented(letters: string): string {
    type Path = { readonly cost: number; readonly text: string };
    const [unitOf, start] = [(index: number) => symbolOf(letters.charCodeAt(index)), { cost: 0, text: '' }];
    // Two ways to stand before letter i: a blank stood before letter i−1, or a letter did.
    let afterBlank: Path = { cost: 0, text: letters.slice(0, 1) };
    let afterLetter: Path = { ...start, cost: Number.POSITIVE_INFINITY };
    for (let index = 1; index < letters.length; index++) {
      const [last, next] = [unitOf(index - 1), unitOf(index)];
      const before = index >= 2 ? unitOf(index - 2) : BLANK;
      const contexts = [
        [afterBlank, BLANK],
        [afterLetter, before],
      ] as const;
      const [joined, parted] = [
        contexts.map(([path, first]) => ({ path, cost: path.cost + this.cost(first, last, next) })),
        contexts.map(([path, first]) => ({
          path,
          cost: path.cost + this.cost(first, last, BLANK) + this.cost(last, BLANK, next),
        })),
      ].map((options) => options.reduce((best, option) => (option.cost < best.cost ? option : best)));
      if (!joined || !parted) break;
      const letter = letters.charAt(index);
      afterLetter = { cost: joined.cost, text: joined.path.text + letter };
      afterBlank = { cost: parted.cost, text: `${parted.path.text} ${letter}` };
    }
    return afterLetter.cost < afterBlank.cost ? afterLetter.text : afterBlank.text;
  }
}

/** Counts the letter trigrams of texts; interpolated with bigrams and letters, so that every sequence has a cost. */
export function trainCharacterModel(texts: Iterable<string>): Uint8Array {
  const three = new Float64Array(SYMBOLS ** 3);
  for (const text of texts) {
    let [first, second] = [BLANK, BLANK];
    for (let index = 0; index < text.length; index++) {
      const symbol = symbolOf(text.charCodeAt(index));
      if (symbol === BLANK && second === BLANK) continue;
      const cell = (first * SYMBOLS + second) * SYMBOLS + symbol;
      three[cell] = (three[cell] ?? 0) + 1;
      first = second;
      second = symbol;
    }
  }
  const two = summed(three, SYMBOLS ** 2);
  const one = summed(three, SYMBOLS);
  const total = one.reduce((sum, count) => sum + count, 0);
  const share = (counts: Float64Array, from: number, symbol: number) => {
    let sum = 0;
    for (let other = 0; other < SYMBOLS; other++) sum += counts[from + other] ?? 0;
    return sum === 0 ? 1 / SYMBOLS : (counts[from + symbol] ?? 0) / sum;
  };
  return Uint8Array.from(three, (_count, cell) => {
    const symbol = cell % SYMBOLS;
    const second = Math.floor(cell / SYMBOLS) % SYMBOLS;
    const probability =
      0.8 * share(three, cell - symbol, symbol) +
      0.15 * share(two, second * SYMBOLS, symbol) +
      0.05 * (((one[symbol] ?? 0) + 1) / (total + SYMBOLS));
    return Math.min(255, Math.round(-Math.log(probability) * STEPS_PER_NAT));
  });
}

/** Counts of the last symbols of each trigram: `size` = 27² for bigrams, 27 for letters. */
function summed(counts: Float64Array, size: number): Float64Array {
  const sums = new Float64Array(size);
  counts.forEach((count, cell) => {
    sums[cell % size] = (sums[cell % size] ?? 0) + count;
  });
  return sums;
}

function foldingTable(): Uint8Array {
  const table = new Uint8Array(0x180);
  for (let unit = 0; unit < table.length; unit++) {
    const base = String.fromCharCode(unit).normalize('NFD').toLowerCase().charCodeAt(0);
    if (base >= 97 && base <= 122) table[unit] = base - 96;
  }
  table['ß'.charCodeAt(0)] = 's'.charCodeAt(0) - 96;
  return table;
}
