import { type ClaimModels, type ClaimVerdict, verifyWithModels } from '@stellwerk/claims';
import type { Citation, SentenceVerdict } from '../../domain/answer.js';
import { citationOf } from '../citations/cite.js';
import type { PromptSource } from '../prompt/context.js';
import type { DraftSentence } from './parse.js';

export interface VerifiedDraft {
  readonly verdict: SentenceVerdict;
  /** The sentence of a source that carries the claim or contradicts it; none where nothing was found. */
  readonly citations: readonly Citation[];
}

/**
 * Holds a sentence against the sources it names, then against the others: a marker that names the wrong source is put
 * right, one that names the right source is narrowed to the sentence. Models can lower a verdict and never raise it.
 */
export async function verifyDraft(
  { text, sources: named }: DraftSentence,
  sources: readonly PromptSource[],
  models: ClaimModels,
): Promise<VerifiedDraft> {
  const own = sources.filter(({ number }) => named.includes(number));
  const first = own.length > 0 ? await verdictOn(text, own, models) : undefined;
  if (first?.verdict.verdict === 'supported' || first?.verdict.verdict === 'contradicted') return cited(first);
  const second = await verdictOn(text, sources, models);
  return cited(second);
}

interface Finding {
  readonly verdict: ClaimVerdict;
  readonly sources: readonly PromptSource[];
}

const verdictOn = async (text: string, sources: readonly PromptSource[], models: ClaimModels): Promise<Finding> => ({
  verdict: await verifyWithModels(
    text,
    sources.map(({ section }) => section.text),
    models,
  ),
  sources,
});

function cited({ verdict: { verdict, evidence }, sources }: Finding): VerifiedDraft {
  const source = evidence && sources[evidence.source];
  if (!source || verdict === 'not-found')
    return { verdict: verdict === 'supported' ? 'not-found' : verdict, citations: [] };
  const { section } = source;
  const place = { start: section.start + evidence.start, end: section.start + evidence.end };
  return { verdict, citations: [citationOf(section.hit, place, section.text.slice(evidence.start, evidence.end))] };
}
