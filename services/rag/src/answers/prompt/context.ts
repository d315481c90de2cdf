import { LabelledText } from '@stellwerk/guard';
import { splitSentences } from '@stellwerk/text';
import type { EvidenceSection } from '../evidence/evidence.js';
import type { RankedEvidence } from '../extractive/rank.js';

/** A source as the prompt shows it; numbers count from 1 in the order shown. */
export interface PromptSource {
  readonly number: number;
  readonly section: EvidenceSection;
  readonly text: LabelledText;
}

export interface PromptContext {
  readonly sources: readonly PromptSource[];
  /** Something did not fit. */
  readonly isCut: boolean;
}

/** Units of text per token: few, so that an estimate is rather too high. */
export const UNITS_PER_TOKEN = 3;

/** Tokens of the head and the fences of a source. */
const HEAD_TOKENS = 40;

/** Tokens of a text, estimated. */
export const estimateTokens = (text: string): number => Math.ceil(text.length / UNITS_PER_TOKEN);

/**
 * Sections for a prompt: those of the best sentences until the tokens are spent, the last one cut to the sentences around
 * its best; shown in the order of the documents, so that what belongs together stands together.
 */
export function promptContext(ranked: readonly RankedEvidence[], maxTokens: number): PromptContext {
  const chosen = new Map<EvidenceSection, LabelledText>();
  let left = maxTokens;
  let isCut = false;
  for (const { evidence } of ranked) {
    const { section } = evidence;
    if (chosen.has(section)) continue;
    const needed = estimateTokens(section.admitted.text) + HEAD_TOKENS;
    const text = needed <= left ? section.admitted : windowAround(section, evidence.text, left - HEAD_TOKENS);
    isCut ||= needed > left;
    if (!text) continue;
    chosen.set(section, text);
    left -= estimateTokens(text.text) + HEAD_TOKENS;
  }
  const firstSeen = new Map<string, number>();
  for (const { hit } of chosen.keys())
    if (!firstSeen.has(hit.documentId)) firstSeen.set(hit.documentId, firstSeen.size);
  const order = [...chosen].sort(
    ([a], [b]) => (firstSeen.get(a.hit.documentId) ?? 0) - (firstSeen.get(b.hit.documentId) ?? 0) || a.start - b.start,
  );
  return { sources: order.map(([section, text], index) => ({ number: index + 1, section, text })), isCut };
}

/** The sentence and as many neighbours, by turns after and before it, as fit; nothing where it does not fit itself. */
function windowAround({ admitted }: EvidenceSection, sentence: string, tokens: number): LabelledText | undefined {
  const spans = splitSentences(admitted.text);
  const at = admitted.text.indexOf(sentence);
  let first = spans.findIndex(({ start, end }) => at >= start && at < end);
  if (at < 0 || first < 0) return undefined;
  let last = first;
  const cut = (from: number, to: number) => admitted.slice(spans[from]?.start ?? 0, spans[to]?.end ?? 0);
  const fits = (from: number, to: number) =>
    from >= 0 && to < spans.length && estimateTokens(cut(from, to).text) <= tokens;
  if (!fits(first, last)) return undefined;
  for (;;) {
    if (fits(first, last + 1)) last++;
    else if (fits(first - 1, last)) first--;
    else return cut(first, last);
  }
}
