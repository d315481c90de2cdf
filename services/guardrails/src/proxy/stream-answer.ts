import type { AnswerChecker } from './answer-checker.js';
import type { ChatEnd } from './chat-record.js';
import type { ChatChunk, GuardNote, ToolCallDelta, Usage } from './chat-response.js';
import type { Answered } from './model-routes.js';
import { parseChunk } from './parse-completion.js';
import { readServerSentEvents } from './sse.js';

export interface StreamedAnswer {
  readonly answered: Answered;
  /** As the client named it. */
  readonly model: string;
  readonly checker: AnswerChecker;
  readonly refusal: string;
  readonly wantsUsage: boolean;
  readonly now: () => number;
  readonly end: ChatEnd;
  readonly pay: (usage: Usage) => void;
  readonly note: () => GuardNote;
}

/**
 * A model's stream as the client may see it: text goes on a sentence at a time, calls of tools when their arguments are complete and
 * checked. After a sentence that is blocked the client gets a refusal and the stream ends; the rest of the model's answer is not read.
 */
export async function* streamAnswer(parts: StreamedAnswer): AsyncGenerator<string> {
  const { answered, model, checker, now, end, pay } = parts;
  const calls = new ToolCalls();
  let head: Pick<ChatChunk, 'id' | 'object' | 'created' | 'model'> | undefined;
  let finish: string | null = null;
  let usage: Usage | undefined;
  const chunkOf = (delta: ChatChunk['choices'][number]['delta'], reason: string | null = null) =>
    JSON.stringify({ ...head, choices: [{ index: 0, delta, finish_reason: reason }] });

  for await (const data of readServerSentEvents(bodyOf(answered))) {
    if (data === '[DONE]') break;
    const chunk = parseChunk(answered.model, data);
    end.firstTokenAt(now());
    usage = chunk.usage ?? usage;
    const [choice] = chunk.choices;
    if (!head) {
      head = { id: chunk.id, object: chunk.object, created: chunk.created, model };
      yield chunkOf({ role: 'assistant', content: '' });
    }
    if (!choice) continue;
    finish = choice.finish_reason ?? finish;
    calls.add(choice.delta.tool_calls ?? []);
    const text = choice.delta.content ? await checker.push(choice.delta.content) : '';
    if (text !== '') yield chunkOf({ content: text });
    if (checker.isBlocked) break;
  }
  const rest = await checker.end();
  if (rest !== '') yield chunkOf({ content: rest });
  for (const call of calls.all()) await checker.accepts(call.function?.arguments ?? '');
  if (usage) pay(usage);
  end.sees(
    checker.checks.flatMap(({ verdict }) => verdict.findings),
    checker.verdict,
  );
  if (checker.isBlocked) {
    end.outcome = 'blocked';
    yield chunkOf({ refusal: parts.refusal });
    finish = 'content_filter';
  } else if (calls.all().length > 0) yield chunkOf({ tool_calls: calls.all() });
  yield JSON.stringify({
    ...head,
    choices: [{ index: 0, delta: {}, finish_reason: finish ?? 'stop' }],
    stellwerk: parts.note(),
  });
  if (parts.wantsUsage && usage) yield JSON.stringify({ ...head, choices: [], usage });
}

async function* bodyOf({ response: { body } }: Answered): AsyncGenerator<Uint8Array> {
  if (body) yield* body;
}

/** Calls of tools, put together from the pieces in which they come. */
class ToolCalls {
  readonly #calls = new Map<number, { id?: string; type?: string; name: string; arguments: string }>();

  add(deltas: readonly ToolCallDelta[]): void {
    for (const [at, { index = at, id, type, function: called }] of deltas.entries()) {
      const call = this.#calls.get(index) ?? { name: '', arguments: '' };
      if (id !== undefined) call.id = id;
      if (type !== undefined) call.type = type;
      call.name += called?.name ?? '';
      call.arguments += called?.arguments ?? '';
      this.#calls.set(index, call);
    }
  }

  all(): ToolCallDelta[] {
    return [...this.#calls].map(([index, { id, type = 'function', name, arguments: given }]) => ({
      index,
      ...(id !== undefined && { id }),
      type,
      function: { name, arguments: given },
    }));
  }
}
