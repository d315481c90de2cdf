import type { GivenAnswer } from '../asking/given-answer.js';
import type { Knowledge } from '../asking/knowledge.js';
import { CitedText, type KnowledgeNote, noteOf, silenceOf, type UrlCitation, usageOf } from './completion.js';
import { listingOf } from './listing.js';

/** What a chat completion says of itself in every part. */
export interface ChatHead {
  readonly model: string;
  readonly createdSeconds: number;
}

export interface ChatCompletion {
  readonly id: string;
  readonly object: 'chat.completion';
  readonly created: number;
  readonly model: string;
  readonly choices: readonly [
    {
      readonly index: 0;
      readonly message: {
        readonly role: 'assistant';
        readonly content: string;
        readonly refusal: null;
        readonly annotations: readonly UrlCitation[];
      };
      readonly finish_reason: 'stop' | 'content_filter';
      readonly logprobs: null;
    },
  ];
  readonly usage: ReturnType<typeof usageOf>;
  readonly stellwerk: KnowledgeNote;
}

/** An answer in the protocol of OpenAI; clients find the proofs in `annotations` and everything in `stellwerk`. */
export function toCompletion(answer: GivenAnswer, { model, createdSeconds }: ChatHead): ChatCompletion {
  const cited = new CitedText();
  for (const sentence of answer.sentences) cited.add(sentence);
  const content = withoutSentences(answer) ?? cited.text;
  return {
    id: `chatcmpl-${answer.answerId}`,
    object: 'chat.completion',
    created: createdSeconds,
    model,
    choices: [
      {
        index: 0,
        message: { role: 'assistant', content, refusal: null, annotations: cited.annotations },
        finish_reason: finishOf(answer),
        logprobs: null,
      },
    ],
    usage: usageOf(answer),
    stellwerk: noteOf(answer),
  };
}

/** The same as a stream of `data` texts: a sentence at a time, each only once it is verified. */
export async function* toChunks(
  events: ReturnType<Knowledge['stream']>,
  { model, createdSeconds }: ChatHead,
  { id, includeUsage }: { readonly id: string; readonly includeUsage: boolean },
): AsyncGenerator<string, void, void> {
  const cited = new CitedText();
  const head = { id, object: 'chat.completion.chunk', created: createdSeconds, model };
  const chunk = (delta: object, finish: string | null = null, more: object = {}) =>
    JSON.stringify({ ...head, choices: [{ index: 0, delta, finish_reason: finish, logprobs: null }], ...more });
  yield chunk({ role: 'assistant', content: '' });
  for await (const event of events) {
    if (event.type === 'sentence') {
      const before = cited.annotations.length;
      const content = cited.add(event.sentence);
      yield chunk({ content, annotations: cited.annotations.slice(before) });
      continue;
    }
    const { answer } = event;
    const content = withoutSentences(answer);
    if (content !== undefined) yield chunk({ content });
    yield chunk({}, finishOf(answer), { stellwerk: noteOf(answer) });
    if (includeUsage) yield JSON.stringify({ ...head, choices: [], usage: usageOf(answer) });
  }
}

/** What is said instead of sentences: why there are none, or which documents there are. */
function withoutSentences(answer: GivenAnswer): string | undefined {
  if (answer.abstained) return silenceOf(answer);
  return answer.corpus && listingOf(answer.corpus, answer.language);
}

const finishOf = ({ reason }: Pick<GivenAnswer, 'reason'>) => (reason === 'blocked' ? 'content_filter' : 'stop');
