import type { ClaimModels } from '@stellwerk/claims';
import type { PromptSpec } from '@stellwerk/contracts';
import type { CallContext, ChatModel } from '@stellwerk/models';
import { folded } from '@stellwerk/text';
import type { AnswerLanguage, AnswerSentence } from '../../domain/answer.js';
import { checkSentence } from '../output.js';
import type { AnswerGuard } from '../ports.js';
import type { GroundedPrompt } from '../prompt/build.js';
import { languageOf } from '../question/language.js';
import { type DraftSentence, SentenceParser } from './parse.js';
import { readStream, type StreamEnd } from './read-stream.js';
import { verifyDraft } from './verify.js';

export interface WriterParts {
  readonly chat: ChatModel;
  readonly guard: AnswerGuard;
  readonly claimModels: ClaimModels;
}

export interface Writing {
  readonly spec: PromptSpec;
  readonly prompt: GroundedPrompt;
  readonly language: AnswerLanguage;
  readonly maxSentences: number;
  readonly context: CallContext;
  /** Of the caller and of the time limit, together. */
  readonly signal: AbortSignal;
}

export interface Written {
  readonly end: StreamEnd;
  /** The model said, alone, that the sources do not answer. */
  readonly saysNotInSources: boolean;
  readonly leftOut: number;
}

/**
 * What a model writes, sentence by sentence, each given out only when it is verified and may go out. Sentences that no
 * source supports are left out, or shown as what they are, by the prompt's setting.
 */
export async function* writeAnswer(
  { chat, guard, claimModels }: WriterParts,
  { spec, prompt, language, maxSentences, context, signal }: Writing,
): AsyncGenerator<AnswerSentence, Written, void> {
  const sources = prompt.sources.map(({ section }) => section.text);
  const parser = new SentenceParser();
  const said = new Set<string>();
  const held: AnswerSentence[] = [];
  let [given, supported, leftOut, saysNotInSources] = [0, 0, 0, false];

  async function sentenceOf(draft: DraftSentence): Promise<AnswerSentence | undefined> {
    const { text, flags } = checkSentence(guard, draft.text, sources);
    if (text === undefined) return undefined;
    const { verdict, citations } = await verifyDraft({ ...draft, text }, prompt.sources, claimModels);
    if (verdict !== 'supported' && spec.unsupported === 'leave-out') return undefined;
    const own = languageOf(text);
    const isQuotation = citations.length === 1 && citations[0]?.quote === text;
    return {
      text,
      language: own === language ? language : own,
      isQuotation,
      verdict,
      citations,
      conflictsWith: [],
      flags,
    };
  }

  async function* take(drafts: readonly DraftSentence[]): AsyncGenerator<AnswerSentence, void, void> {
    for (const draft of drafts) {
      if (draft.text.replace(/[.!]$/, '') === spec.notInSources) {
        saysNotInSources ||= given === 0;
        continue;
      }
      const key = folded(draft.text);
      if (given + held.length >= maxSentences || said.has(key)) continue;
      said.add(key);
      const sentence = await sentenceOf(draft);
      if (!sentence) leftOut++;
      // Of an answer nothing of which is supported nothing is shown.
      else if (sentence.verdict !== 'supported' && supported === 0) held.push(sentence);
      else {
        supported++;
        given += held.length + 1;
        yield* held.splice(0);
        yield sentence;
      }
    }
  }

  const request = { messages: prompt.messages, maxOutputTokens: spec.maxOutputTokens, temperature: spec.temperature };
  const pieces = readStream(chat.stream(request, { ...context, signal }), signal);
  for (;;) {
    const next = await pieces.next();
    if (!next.done) {
      yield* take(parser.push(next.value));
      continue;
    }
    const end = next.value;
    const rest = parser.end();
    // What was broken off in the middle is no sentence.
    const isWhole = end.kind === 'finished' && end.answer.finishReason !== 'length';
    yield* take(isWhole ? rest : rest.slice(0, -1));
    if (!isWhole && rest.length > 0) leftOut++;
    return { end, saysNotInSources: saysNotInSources && given === 0, leftOut: leftOut + held.length };
  }
}
