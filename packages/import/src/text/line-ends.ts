/** The end of a line: where its text ends and where the next line begins. */
export interface LineEnd {
  readonly end: number;
  readonly next: number;
}

/**
 * Finds line ends of every kind, LF, CR LF and CR, also mixed, in text of which more may follow. Looks for each character
 * only once, however many lines there are.
 */
export class LineEnds {
  #lf = -1;
  #cr = -1;

  constructor(
    private readonly text: string,
    /** Nothing follows the text. */
    private readonly isFinal: boolean,
  ) {}

  /** Index up to which every character is known to belong to its line: a CR at the very end may begin CR LF. */
  get certain(): number {
    const { text } = this;
    return text.endsWith('\r') && !this.isFinal ? text.length - 1 : text.length;
  }

  /** The first line end at or after `from`; `undefined` = the line goes on beyond the text. */
  after(from: number): LineEnd | undefined {
    const { text } = this;
    if (this.#lf < from) this.#lf = indexOf(text, '\n', from);
    if (this.#cr < from) this.#cr = indexOf(text, '\r', from);
    if (this.#cr < this.#lf) {
      // A CR at the very end may be the first half of CR LF.
      if (this.#cr === text.length - 1 && !this.isFinal) return undefined;
      return { end: this.#cr, next: text[this.#cr + 1] === '\n' ? this.#cr + 2 : this.#cr + 1 };
    }
    if (this.#lf < text.length) return { end: this.#lf, next: this.#lf + 1 };
    return this.isFinal ? { end: text.length, next: text.length } : undefined;
  }
}

/** Like `String.indexOf`, but the length of the text where there is none. */
function indexOf(text: string, wanted: string, from: number): number {
  const found = text.indexOf(wanted, from);
  return found < 0 ? text.length : found;
}
