import type { Finding } from '../text-check.js';

/** What stands in place of a span that has no better remedy: a reader sees that something was taken out. */
export const REMOVED = '[removed]';

/**
 * A text with the remedies of its findings applied. Findings that overlap are one span; the remedy of the surest counts,
 * unless another reaches further: then the whole span is removed.
 */
export function repaired(text: string, findings: readonly Finding[]): string {
  const parts: string[] = [];
  let position = 0;
  for (const { start, end, remedy } of merged(findings)) {
    parts.push(text.slice(position, start), remedy);
    position = end;
  }
  parts.push(text.slice(position));
  return parts.join('');
}

interface Span {
  readonly start: number;
  readonly end: number;
  readonly remedy: string;
  readonly score: number;
}

function merged(findings: readonly Finding[]): Span[] {
  const spans = findings
    .map(({ start, end, remedy, score }): Span => ({ start, end, score, remedy: remedy?.text ?? REMOVED }))
    .sort((a, b) => a.start - b.start || b.end - a.end);
  const result: Span[] = [];
  for (const span of spans) {
    const last = result.at(-1);
    // Two insertions at one place both count; everything else that touches the same units is one span.
    if (!last || span.start >= last.end) result.push(span);
    else if (span.end <= last.end && span.start === last.start && span.end === last.end)
      result[result.length - 1] = span.score > last.score ? span : last;
    else if (span.end <= last.end) continue;
    else result[result.length - 1] = { ...last, end: span.end, remedy: REMOVED };
  }
  return result;
}
