import type { Answer, AnswerSentence, CorpusAnswer, DocumentResult, SearchHit, SearchResult } from '@stellwerk/rag';

/** What `rag search --json` prints. */
export const searchDocument = ({ hits, corpus }: Pick<SearchResult, 'hits' | 'corpus'>) => ({
  ...(corpus && { corpus }),
  hits: hits.map(hitDocument),
});

const hitDocument = ({ documentId, version, start, end, text, score, signals }: SearchHit) => ({
  ...{ documentId, version, start, end, text, score, signals },
});

/** What `rag ask --json` prints. */
export const answerDocument = ({ abstained, sentences, corpus, hits, cost, traceId }: Answer) => ({
  abstained,
  sentences: sentences.map(({ text, verdict, citations }) => ({
    text,
    verdict,
    citations: citations.map(({ documentId, version, start, end, quote }) => ({
      ...{ documentId, version, start, end, quote },
    })),
  })),
  ...(corpus && { corpus }),
  hits: hits.map(hitDocument),
  cost,
  traceId: traceId ?? null,
});

export function renderHit({ score, title, documentId, start, end, text, headingPath }: SearchHit): string[] {
  const place = headingPath.length === 0 ? title : `${title} › ${headingPath.join(' › ')}`;
  return [`${score.toFixed(3)}  ${text}`, `       ${place} (${documentId}, ${start}–${end})`];
}

/** A sentence with its proofs, numbered on from `first`. */
export function renderSentence({ text, verdict, citations }: AnswerSentence, first: number): string[] {
  const marks = citations.map((_, at) => `[${first + at}]`).join('');
  return [
    `${text} ${marks}${verdict === 'supported' ? '' : ` (${verdict})`}`,
    ...citations.map(
      ({ title, documentId, start, end, quote, uri }, at) =>
        `  [${first + at}] "${quote}", ${title} (${uri ?? documentId}, ${start}–${end})`,
    ),
  ];
}

/** Which documents there are; of many, only the first are named. */
export const renderCorpus = ({ total, documents }: CorpusAnswer): string[] => [
  `${total} ${total === 1 ? 'document' : 'documents'}`,
  ...documents.map(({ title, documentId, uri }) => `  ${title} (${uri ?? documentId})`),
  ...(total > documents.length ? [`  and ${total - documents.length} more`] : []),
];

/** Why nothing was answered, in the language of the question. */
const SILENCE = {
  de: {
    'not-in-sources': 'Dazu steht nichts in den Quellen.',
    blocked: 'Diese Frage wurde abgewiesen.',
    'model-unavailable': 'Das Modell antwortet gerade nicht.',
  },
  en: {
    'not-in-sources': 'The sources say nothing about this.',
    blocked: 'The question was refused.',
    'model-unavailable': 'The model does not answer at the moment.',
  },
} as const;

/** What stands below the sentences. */
export function renderFoot({
  abstained,
  reason,
  corpus,
  language,
  confidence,
  model,
  generation,
  cache,
  cost,
  traceId,
}: Answer): string[] {
  const money = cost.costMicros === undefined ? '' : `, ${cost.costMicros / 1e6} ${cost.currency ?? ''}`.trimEnd();
  return [
    ...(abstained ? [SILENCE[language][reason ?? 'not-in-sources']] : []),
    ...(corpus ? renderCorpus(corpus) : []),
    '',
    `confidence ${confidence.toFixed(2)}, model ${model}, index ${generation}, cache ${cache}, ${cost.inputTokens}+${cost.outputTokens} tokens${money}`,
    ...(traceId === undefined ? [] : [`stellwerk trace ${traceId}`]),
  ];
}

export function renderResult({ documentId, outcome, chunks, error }: DocumentResult): string {
  const why = error ? ` (${error.code}: ${error.detail})` : '';
  const size = outcome === 'indexed' ? `, ${chunks} chunks` : '';
  return `${documentId}: ${outcome}${size}${why}`;
}
