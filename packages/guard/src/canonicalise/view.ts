/**
 * A reading of a text: the text itself, or what is left of it after decoders. Every UTF-16 unit knows the units of the
 * original it was read from.
 */
export interface View {
  readonly text: string;
  /** Decoders applied, outermost first; empty for the text as it was given. */
  readonly layers: readonly string[];
  /** Original start and end of each unit; absent where unit i is unit i of the original. */
  readonly origin?: { readonly starts: Uint32Array; readonly ends: Uint32Array };
}

/** What a decoder read instead of the units `start`..`end` of a view. A text of the same length is mapped unit by unit. */
export interface Replacement {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** Looks for encoded runs: replacements in ascending order that do not overlap. Linear in the length of the text. */
export interface Decoder {
  readonly layer: string;
  readonly decode: (text: string) => readonly Replacement[];
}

/** Units of unchanged text kept on both sides of what was decoded: a rule may need the words around it. */
const CONTEXT_UNITS = 160;

/** The text as it was given. */
export const originalView = (text: string): View => ({ text, layers: [] });

/** Original span of the units `start`..`end` of a view; an empty span where the view is empty. */
export function originalSpan(view: View, start: number, end: number): { start: number; end: number } {
  if (!view.origin) return { start, end };
  const { starts, ends } = view.origin;
  if (starts.length === 0 || end <= start) return { start: 0, end: 0 };
  let low = starts[start] ?? 0;
  let high = ends[Math.min(end, ends.length) - 1] ?? 0;
  // A decoded run maps to the whole run, so neighbours may share one span; ends never fall within a normal text.
  if (high < low) [low, high] = [high, low];
  return { start: low, end: high };
}

/**
 * A view with the replacements put in. Only the surroundings of what was decoded are kept, so that one encoded word in a
 * long document does not double the work; pass `whole` where the rest matters.
 *
 * @param limit Units the new view may have; what does not fit is left out.
 */
export function replaced(
  view: View,
  layer: string,
  replacements: readonly Replacement[],
  limit: number,
  whole = false,
): View {
  const parts: string[] = [];
  const starts: number[] = [];
  const ends: number[] = [];
  const copy = (from: number, to: number) => {
    const end = Math.min(to, from + limit - starts.length);
    if (end <= from) return;
    parts.push(view.text.slice(from, end));
    for (let unit = from; unit < end; unit++) {
      starts.push(view.origin?.starts[unit] ?? unit);
      ends.push(view.origin?.ends[unit] ?? unit + 1);
    }
  };
  let position = whole ? 0 : Math.max(0, (replacements[0]?.start ?? 0) - CONTEXT_UNITS);
  for (const { start, end, text } of replacements) {
    const gap = start - position;
    if (!whole && gap > 2 * CONTEXT_UNITS) {
      copy(position, position + CONTEXT_UNITS);
      append('\n', position + CONTEXT_UNITS, position + CONTEXT_UNITS);
      copy(start - CONTEXT_UNITS, start);
    } else copy(position, start);
    append(text, start, end);
    position = end;
  }
  copy(position, whole ? view.text.length : Math.min(view.text.length, position + CONTEXT_UNITS));
  return {
    text: parts.join(''),
    layers: [...view.layers, layer],
    origin: { starts: Uint32Array.from(starts), ends: Uint32Array.from(ends) },
  };

  function append(text: string, start: number, end: number): void {
    const kept = text.slice(0, Math.max(0, limit - starts.length));
    if (kept.length === 0) return;
    parts.push(kept);
    const unitByUnit = text.length === end - start;
    const whole = originalSpan(view, start, Math.max(end, start + 1));
    for (let unit = 0; unit < kept.length; unit++) {
      const at = start + unit;
      starts.push(unitByUnit ? (view.origin?.starts[at] ?? at) : whole.start);
      ends.push(unitByUnit ? (view.origin?.ends[at] ?? at + 1) : whole.end);
    }
  }
}
