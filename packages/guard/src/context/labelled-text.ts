import type { Provenance } from '../text-check.js';

/** Where a stretch of text comes from and how far it is trusted; stays with it whatever it becomes part of. */
export interface TextLabel {
  readonly provenance: Provenance;
  /** Id of the document, tool or user. */
  readonly source: string;
  readonly trust: Trust;
}

/** `untrusted`: anybody may have written it. `reviewed`: a person of the tenant did or released it. `own`: the tenant's system. */
export const trustLevels = ['untrusted', 'reviewed', 'own'] as const;
export type Trust = (typeof trustLevels)[number];

/** A stretch with its label; offsets in UTF-16 units, end exclusive. */
export interface LabelledSpan {
  readonly start: number;
  readonly end: number;
  readonly label: TextLabel;
}

/**
 * A text every unit of which knows its origin. Parts that are cut out or put together keep their labels, so that what a
 * prompt is made of can be told at any time, and what was derived from it is trusted no more than its least trusted part.
 */
export class LabelledText {
  private constructor(
    readonly text: string,
    /** In the order of the text, without gaps. */
    readonly spans: readonly LabelledSpan[],
  ) {}

  static of(text: string, label: TextLabel): LabelledText {
    return new LabelledText(text, text === '' ? [] : [{ start: 0, end: text.length, label }]);
  }

  static concat(parts: readonly LabelledText[]): LabelledText {
    let length = 0;
    const spans = parts.flatMap((part) => {
      const offset = length;
      length += part.text.length;
      return part.spans.map(({ start, end, label }) => ({ start: start + offset, end: end + offset, label }));
    });
    return new LabelledText(parts.map(({ text }) => text).join(''), spans);
  }

  /** Units `start`..`end`, as `String.slice` without negative offsets. */
  slice(start: number, end = this.text.length): LabelledText {
    const [from, to] = [Math.max(0, start), Math.min(end, this.text.length)];
    if (to <= from) return new LabelledText('', []);
    const spans = this.spans
      .filter((span) => span.start < to && span.end > from)
      .map((span) => ({ ...span, start: Math.max(span.start, from) - from, end: Math.min(span.end, to) - from }));
    return new LabelledText(this.text.slice(from, to), spans);
  }

  /** Another text in place of units `start`..`end`; it takes the label that stood there. */
  replaced(start: number, end: number, text: string): LabelledText {
    const label = this.labelAt(start) ?? this.labelAt(start - 1);
    const inserted = label ? LabelledText.of(text, label) : new LabelledText('', []);
    return LabelledText.concat([this.slice(0, start), inserted, this.slice(end)]);
  }

  labelAt(unit: number): TextLabel | undefined {
    return this.spans.find(({ start, end }) => start <= unit && unit < end)?.label;
  }

  /** The least trust of any part; what is derived from the text has no more. An empty text is the system's own. */
  get trust(): Trust {
    const ranks = this.spans.map(({ label }) => trustLevels.indexOf(label.trust));
    return trustLevels[Math.min(trustLevels.length - 1, ...ranks)] ?? 'untrusted';
  }
}
