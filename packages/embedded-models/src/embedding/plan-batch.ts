/** Something with a cost that waits for its turn. */
export interface Sized {
  readonly tokens: number;
}

/** A text may be padded to this multiple of its length to join a longer one. */
const MAX_PADDING = 1.25;
/** Lengths that differ by so little join anyway. */
const SLACK_TOKENS = 8;

/**
 * Takes the next batch out of a waiting line: the oldest item and, in order, others of like length, as long as
 * rows x longest row stays within the budget. The oldest always goes, so that nothing waits for ever. Removes them from
 * the line.
 */
export function takeBatch<T extends Sized>(line: T[], budgetTokens: number): T[] {
  const [oldest] = line;
  if (!oldest) return [];
  const shortest = Math.min(oldest.tokens / MAX_PADDING, oldest.tokens - SLACK_TOKENS);
  const longest = Math.max(oldest.tokens * MAX_PADDING, oldest.tokens + SLACK_TOKENS);
  const batch = [oldest];
  const left: T[] = [];
  let width = oldest.tokens;
  for (const item of line.slice(1)) {
    const wider = Math.max(width, item.tokens);
    const fits = item.tokens >= shortest && item.tokens <= longest && (batch.length + 1) * wider <= budgetTokens;
    if (!fits) {
      left.push(item);
      continue;
    }
    width = wider;
    batch.push(item);
  }
  line.splice(0, line.length, ...left);
  return batch;
}
