import { createHash } from 'node:crypto';

/** Hex digits of a fence: nobody who writes a document can guess them. */
const LENGTH = 24;

/**
 * The mark around what is material and no instruction: derived from the id of the request, which no author of a document
 * knows. Should a text hold it all the same, the next one is taken.
 */
export function fenceFor(requestId: string, texts: readonly string[]): string {
  for (let round = 0; ; round++) {
    const digest = createHash('sha256').update(`grounded-answer/${round}/${requestId}`).digest('hex').slice(0, LENGTH);
    const fence = `<<${digest}>>`;
    if (!texts.some((text) => text.includes(digest))) return fence;
  }
}
