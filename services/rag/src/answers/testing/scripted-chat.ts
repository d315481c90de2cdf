import type { ChatAnswer, ChatModel, ChatRequest } from '@stellwerk/models';

/** How a scripted model behaves after its pieces. */
export type ScriptEnd = 'stop' | 'length' | 'throws' | 'hangs';

/** A model that writes what it is told, piece by piece; remembers what it was asked. */
export function scriptedChat(pieces: readonly string[], end: ScriptEnd = 'stop') {
  const requests: ChatRequest[] = [];
  const answer: ChatAnswer = {
    text: pieces.join(''),
    model: 'scripted-1',
    finishReason: end === 'length' ? 'length' : 'stop',
    usage: { inputTokens: 100, outputTokens: 10, costMicros: 5, currency: 'EUR', cacheHit: false },
  };
  const chat: ChatModel = {
    async complete(request) {
      requests.push(request);
      return answer;
    },
    async *stream(request) {
      requests.push(request);
      for (const piece of pieces) yield piece;
      if (end === 'throws') throw new Error('the endpoint is gone');
      if (end === 'hangs') await new Promise<never>(() => undefined);
      return answer;
    },
  };
  return { chat, requests };
}
