import type { Answer, Citation } from '../answer.js';
import { documentsOf, type GoldenCase } from './golden-set.js';
import { overlaps } from './measure-retrieval.js';
import type { Measured } from './measured.js';
import { contextRecall, faithfulness } from './ragas.js';
import { exactMatch, nonLlmStringSimilarity, stringPresent } from './string-similarity.js';

/** Text of a stored version, or undefined where it is gone. */
export type CitedTexts = ReadonlyMap<string, string | undefined>;

/** Key of a citation's version in {@link CitedTexts}. */
export const citedKey = ({ documentId, version }: Citation): string => `${documentId} ${version}`;

/**
 * Measures of one answer. `faithfulness` takes the sentences of the answer as its statements and the verdicts of the claim verifier
 * for those of a judge; `context_recall` takes the accepted answer as its one reference claim and whether a context holds it word for
 * word as the verdict. Both so differ from RAGAS in who judges, not in the formula.
 */
export function measureAnswer(
  golden: GoldenCase,
  answer: Answer,
  contexts: readonly string[],
  texts: CitedTexts,
): Measured {
  return {
    ...measureAbstention(golden, answer),
    ...(golden.forbidden && { forbidden_absent: Number(!holdsAny(answer, golden.forbidden)) }),
    ...(!answer.abstained && measureGrounding(answer, texts)),
    ...(golden.answerable && measureCorrectness(golden, answer, contexts)),
  };
}

/** Coverage among the answerable, restraint among the others; `selective_accuracy` is being right where something was said. */
function measureAbstention({ answerable }: GoldenCase, { abstained }: Answer): Measured {
  return answerable ? { answered: Number(!abstained) } : { abstained: Number(abstained) };
}

function measureGrounding({ sentences }: Answer, texts: CitedTexts): Measured {
  const citations = sentences.flatMap((sentence) => sentence.citations);
  const exact = citations.map((citation) => {
    const stored = texts.get(citedKey(citation));
    return stored !== undefined && stored.slice(citation.start, citation.end) === citation.quote;
  });
  return {
    faithfulness: faithfulness(sentences.map(({ verdict }) => verdict === 'supported')),
    citation_exactness: exact.length === 0 ? Number.NaN : exact.filter(Boolean).length / exact.length,
    cited_sentences: faithfulness(sentences.map(({ citations: cited }) => cited.length > 0)),
  };
}

function measureCorrectness(golden: GoldenCase, answer: Answer, contexts: readonly string[]): Measured {
  const accepted = golden.expected?.answers ?? [];
  const text = textOf(answer);
  const best = (measure: (reference: string) => number) => Math.max(...accepted.map(measure));
  const isRight = accepted.some((reference) => stringPresent(reference, text) === 1);
  const documents = new Set(documentsOf(golden));
  const citations = answer.sentences.flatMap((sentence) => sentence.citations);
  return {
    ...(accepted.length > 0 && {
      string_present: Number(isRight),
      ...(!answer.abstained && { selective_accuracy: Number(isRight) }),
      exact_match: best((reference) => exactMatch(reference, text)),
      non_llm_string_similarity: best((reference) => nonLlmStringSimilarity(reference, text)),
      context_recall: contextRecall([accepted.some((reference) => contexts.some((it) => it.includes(reference)))]),
    }),
    ...(accepted.length > 0 && isRight && { span_contains_answer: Number(holdsAnswer(citations, accepted)) }),
    ...(documents.size > 0 &&
      citations.length > 0 && {
        citation_on_target:
          citations.filter((citation) => isOnTarget(citation, golden, documents)).length / citations.length,
      }),
  };
}

/** Where spans are known the citation must touch one, else it must be of a document that answers. */
function isOnTarget(citation: Citation, { expected }: GoldenCase, documents: ReadonlySet<string>): boolean {
  const spans = (expected?.spans ?? []).filter(({ documentId }) => documentId === citation.documentId);
  return spans.length > 0 ? spans.some((span) => overlaps(citation, span)) : documents.has(citation.documentId);
}

const holdsAnswer = (citations: readonly Citation[], accepted: readonly string[]): boolean =>
  citations.some(({ quote }) => accepted.some((reference) => quote.includes(reference)));

const textOf = ({ sentences }: Answer): string => sentences.map(({ text }) => text).join(' ');

const holdsAny = (answer: Answer, forbidden: readonly string[]): boolean => {
  const text = textOf(answer).toLowerCase();
  return forbidden.some((part) => text.includes(part.toLowerCase()));
};
