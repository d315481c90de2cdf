import { StellwerkError } from '@stellwerk/contracts';
import { errors } from '../errors.js';

export interface ServerSentEvent {
  readonly type: string;
  readonly data: unknown;
}

const MAX_EVENT_CHARACTERS = 16 * 1_048_576;

/** Server-sent events (WHATWG HTML §9.2) whose data is JSON. @throws CLI_ANSWER_REFUSED where one is too long */
export async function* readEvents(body: AsyncIterable<Uint8Array>): AsyncGenerator<ServerSentEvent> {
  const decoder = new TextDecoder();
  let buffer = '';
  for await (const piece of body) {
    buffer += decoder.decode(piece, { stream: true });
    for (let end = buffer.indexOf('\n\n'); end >= 0; end = buffer.indexOf('\n\n')) {
      const lines = buffer.slice(0, end).split('\n');
      buffer = buffer.slice(end + 2);
      const fieldOf = (name: string) =>
        lines
          .filter((line) => line.startsWith(`${name}: `))
          .map((line) => line.slice(name.length + 2))
          .join('\n');
      yield { type: fieldOf('event') || 'message', data: JSON.parse(fieldOf('data')) };
    }
    if (buffer.length > MAX_EVENT_CHARACTERS)
      throw new StellwerkError(errors.ANSWER_REFUSED, { service: 'rag', status: 200 });
  }
}
