import type { PromptSpec } from '@stellwerk/contracts';
import { StellwerkError } from '@stellwerk/contracts';
import { LabelledText } from '@stellwerk/guard';
import type { ChatMessage } from '@stellwerk/models';
import type { AnswerLanguage, AnswerRequest } from '../../domain/answer.js';
import { errors } from '../../errors.js';
import type { RankedEvidence } from '../extractive/rank.js';
import { estimateTokens, type PromptContext, promptContext } from './context.js';
import { fenceFor } from './fence.js';

export interface GroundedPrompt extends PromptContext {
  readonly messages: readonly ChatMessage[];
  /** The message with the sources: every unit of it knows where it comes from. */
  readonly labelled: LabelledText;
}

export interface PromptInput {
  readonly spec: PromptSpec;
  /** Name and version of the document. */
  readonly prompt: string;
  readonly language: AnswerLanguage;
  readonly request: Pick<AnswerRequest, 'question' | 'tone' | 'maxSentences'>;
  readonly requestId: string;
  /** Best first. */
  readonly ranked: readonly RankedEvidence[];
}

/** Tokens kept free for what stands around sources and question. */
const AROUND = 100;

/**
 * The prompt of an answer: instructions in one message, and in another the sources, each between two fences, and the
 * question. Sources are data: nothing of a document stands outside of its fence, not even its title.
 *
 * @throws RAG_PROMPT_INVALID where the instructions alone exceed the tokens of the prompt
 */
export function groundedPrompt({ spec, prompt, language, request, requestId, ranked }: PromptInput): GroundedPrompt {
  const template = spec.templates[language];
  const fence = fenceFor(requestId, [request.question, ...ranked.map(({ evidence }) => evidence.section.text)]);
  const values = { fence, maxSentences: String(request.maxSentences), notInSources: spec.notInSources };
  const instructions = [
    template.role,
    ...template.rules.map((rule) => `- ${rule}`),
    template.tones[request.tone ?? 'neutral'],
  ]
    .map((line) => filled(line, values))
    .join('\n');
  const left = spec.maxInputTokens - estimateTokens(instructions + request.question) - AROUND;
  if (left <= 0)
    throw new StellwerkError(errors.PROMPT_INVALID, {
      prompt,
      problem: `its instructions exceed ${spec.maxInputTokens} tokens`,
    });
  const context = promptContext(ranked, left);
  const own = (text: string) => LabelledText.of(text, { provenance: 'system', source: prompt, trust: 'own' });
  const labelled = LabelledText.concat([
    own(`${filled(template.sourcesHead, values)}\n`),
    ...context.sources.flatMap(({ number, text }) => [
      own(`\n${filled(template.sourceHead, { number: String(number), trust: text.trust })}\n${fence}\n`),
      text,
      own(`\n${fence}\n`),
    ]),
    own(`\n${template.questionHead}\n${fence}\n`),
    LabelledText.of(request.question, { provenance: 'user', source: 'question', trust: 'untrusted' }),
    own(`\n${fence}`),
  ]);
  return {
    ...context,
    labelled,
    messages: [
      { role: 'system', content: instructions },
      { role: 'user', content: labelled.text },
    ],
  };
}

const filled = (template: string, values: Readonly<Record<string, string>>): string =>
  template.replace(/\{(\w+)\}/g, (placeholder, name: string) => values[name] ?? placeholder);
