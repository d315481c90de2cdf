import type { GivenAnswer } from '../asking/given-answer.js';
import type { AnswerSentence, Citation } from '../domain/answer.js';

/** A citation as OpenAI clients know it: which part of the text it proves, and where the proof stands. */
export interface UrlCitation {
  readonly type: 'url_citation';
  readonly url_citation: {
    readonly start_index: number;
    readonly end_index: number;
    readonly title: string;
    readonly url: string;
  };
}

/** Everything that the protocol has no member for. */
export type KnowledgeNote = Pick<
  GivenAnswer,
  | 'answerId'
  | 'abstained'
  | 'reason'
  | 'confidence'
  | 'sentences'
  | 'notes'
  | 'corpus'
  | 'generation'
  | 'cache'
  | 'cost'
  | 'traceId'
>;

export const noteOf = (answer: GivenAnswer): KnowledgeNote => {
  const { answerId, abstained, reason, confidence, sentences, notes, corpus, generation, cache, cost, traceId } =
    answer;
  const what = { answerId, abstained, confidence, sentences, notes, generation, cache, cost };
  return {
    ...what,
    ...(corpus && { corpus }),
    ...(reason !== undefined && { reason }),
    ...(traceId !== undefined && { traceId }),
  };
};

const SILENCE = {
  de: {
    'not-in-sources': 'Dazu steht nichts in den Quellen.',
    blocked: 'Diese Anfrage kann ich nicht bearbeiten.',
    'model-unavailable': 'Das Modell antwortet gerade nicht.',
  },
  en: {
    'not-in-sources': 'The sources say nothing about this.',
    blocked: 'I cannot process this request.',
    'model-unavailable': 'The model does not answer at the moment.',
  },
} as const;

/** What a person reads where nothing was answered. */
export const silenceOf = ({ language, reason = 'not-in-sources' }: Pick<GivenAnswer, 'language' | 'reason'>): string =>
  SILENCE[language][reason];

/** Puts the sentences of an answer into one text, and remembers which part each citation proves. */
export class CitedText {
  text = '';
  readonly annotations: UrlCitation[] = [];

  /** @returns what the sentence adds to the text */
  add({ text, citations }: AnswerSentence): string {
    const added = this.text === '' ? text : ` ${text}`;
    const end_index = this.text.length + added.length;
    const start_index = end_index - text.length;
    this.text += added;
    for (const citation of citations) {
      const { title } = citation;
      this.annotations.push({
        type: 'url_citation',
        url_citation: { start_index, end_index, title, url: addressOf(citation) },
      });
    }
    return added;
  }
}

/** Where a reader finds the cited document: its own address, else ours of the exact slice. */
export function addressOf({ uri, documentId, version, start, end }: Citation): string {
  const slice = new URLSearchParams({ documentId, version, start: String(start), end: String(end) });
  return uri ?? `/v1/citations?${slice}`;
}

export const usageOf = ({ cost: { inputTokens, outputTokens } }: Pick<GivenAnswer, 'cost'>) => ({
  prompt_tokens: inputTokens,
  completion_tokens: outputTokens,
  total_tokens: inputTokens + outputTokens,
});
