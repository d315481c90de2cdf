const MAX_EVENT_CHARACTERS = 4_194_304;

/**
 * The `data` of server-sent events (WHATWG HTML §9.2), one text per event; comments and other fields are left out.
 * @throws Error where one event exceeds 4 Mi characters
 */
export async function* readServerSentEvents(body: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  let buffer = '';
  let data: string[] = [];
  let characters = 0;
  for await (const chunk of body) {
    buffer += decoder.decode(chunk, { stream: true });
    for (let end = /\r\n|\n|\r(?!$)/.exec(buffer); end; end = /\r\n|\n|\r(?!$)/.exec(buffer)) {
      const line = buffer.slice(0, end.index);
      buffer = buffer.slice(end.index + end[0].length);
      if (line.startsWith('data:')) {
        data.push(line.slice(line[5] === ' ' ? 6 : 5));
        characters += line.length;
      }
      if (line === '' && data.length > 0) {
        yield data.join('\n');
        [data, characters] = [[], 0];
      }
    }
    if (buffer.length + characters > MAX_EVENT_CHARACTERS)
      throw new Error(`an event exceeds ${MAX_EVENT_CHARACTERS} characters`);
  }
}

/** One event on its way to a client. */
export const toServerSentEvent = (data: string): string => `data: ${data}\n\n`;
