/** A longer run without an end of a sentence is cut, so that memory stays bounded and readers do not wait for ever. */
const MAX_CHARACTERS = 2_000;
/** Words after which a full stop ends no sentence, German and English. */
const ABBREVIATION =
  /(?:^|[\s(])(?:\p{L}|\d{1,2}|bzw|ca|Dr|Fr|Hr|Nr|Prof|St|Str|usw|evtl|ggf|inkl|vgl|Mr|Mrs|Ms|etc|e\.g|i\.e|z\.\s?B|d\.\s?h|u\.\s?a)\.$/u;
const END = /[.!?…:][)"'”“»]*(?=\s)|\n/gu;

/** Cuts a stream of text into sentences, each handed out when it is complete. Joined they are the text, character for character. */
export class SentenceBuffer {
  #text = '';

  /** Takes a piece of text and gives the sentences that it completes, with the space after them. */
  push(piece: string): string[] {
    this.#text += piece;
    const sentences: string[] = [];
    for (let end = this.#end(); end > 0; end = this.#end()) {
      sentences.push(this.#text.slice(0, end));
      this.#text = this.#text.slice(end);
    }
    return sentences;
  }

  /** What is left when the text is over. */
  flush(): string {
    const rest = this.#text;
    this.#text = '';
    return rest;
  }

  /** Length of the first complete sentence, 0 where there is none yet. */
  #end(): number {
    for (const match of this.#text.matchAll(END)) {
      const end = match.index + match[0].length;
      if (match[0].startsWith('.') && ABBREVIATION.test(this.#text.slice(Math.max(0, end - 12), end))) continue;
      // The space after it belongs to it, and may not have come yet.
      const space = /^\s+/u.exec(this.#text.slice(end))?.[0].length ?? 0;
      if (end + space < this.#text.length) return end + space;
    }
    return this.#text.length > MAX_CHARACTERS ? cutBefore(this.#text, MAX_CHARACTERS) : 0;
  }
}

/** Between words where there is a space, and never inside a surrogate pair. */
function cutBefore(text: string, limit: number): number {
  const space = text.lastIndexOf(' ', limit);
  if (space > limit / 2) return space + 1;
  const code = text.charCodeAt(limit - 1);
  return code >= 0xd8_00 && code <= 0xdb_ff ? limit - 1 : limit;
}
