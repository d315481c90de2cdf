/** Words `from` to `to` are read together; of them, `keepFrom` to `keepTo` are labelled. Ends are exclusive. */
export interface Window {
  readonly from: number;
  readonly to: number;
  readonly keepFrom: number;
  readonly keepTo: number;
}

export interface WindowLimits {
  /** Tokens of a window without its marks of begin and end. */
  readonly maxTokens: number;
  /** Tokens read on either side of what is labelled, so that no name is cut off from its surroundings. */
  readonly contextTokens: number;
}

/**
 * Cuts a text into windows that together label every word once. A word of more tokens than a window has is a window of its
 * own; the caller shortens it.
 *
 * @param tokens Number of tokens of each word.
 */
export function planWindows(tokens: readonly number[], { maxTokens, contextTokens }: WindowLimits): Window[] {
  const windows: Window[] = [];
  for (let keepFrom = 0; keepFrom < tokens.length; ) {
    const from = back(tokens, keepFrom, contextTokens);
    const to = forward(tokens, from, keepFrom + 1, maxTokens);
    // What follows is context for these words, unless the text ends here or nothing else would be left to label.
    const keepTo = to === tokens.length ? to : Math.max(back(tokens, to, contextTokens), keepFrom + 1);
    windows.push({ from, to, keepFrom, keepTo });
    keepFrom = keepTo;
  }
  return windows;
}

/** First word of the run before `word` that has at most `budget` tokens. */
function back(tokens: readonly number[], word: number, budget: number): number {
  let [first, used] = [word, 0];
  while (first > 0 && used + (tokens[first - 1] ?? 0) <= budget) used += tokens[--first] ?? 0;
  return first;
}

/** End of the longest run from `from` within the budget, but no earlier than `least`. */
function forward(tokens: readonly number[], from: number, least: number, budget: number): number {
  let [end, used] = [from, 0];
  while (end < tokens.length && used + (tokens[end] ?? 0) <= budget) used += tokens[end++] ?? 0;
  return Math.max(end, least);
}
