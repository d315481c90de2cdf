import { z } from 'zod';
import { readJsonLines } from './json-lines.js';

const schema = z.object({ id: z.number(), text: z.string().optional() });

describe('readJsonLines', () => {
  const bytes = (text: string) => new TextEncoder().encode(text);
  const read = async (...chunks: readonly Uint8Array[]) => {
    const stream = (async function* () {
      yield* chunks;
    })();
    const found = [];
    for await (const line of readJsonLines(stream, schema, 40)) found.push(line);
    return found;
  };
  const wrong = (number: number, problem: string, isTooLong = false) => ({ number, problem, isTooLong });

  it.each([
    ['nothing', '', []],
    ['empty lines alone', '\n \r\n\n', []],
    ['a line without an end', '{"id":1}', [{ number: 1, value: { id: 1 } }]],
    ['lines ended by both marks', '{"id":1}\r\n{"id":2}\n', [1, 2].map((id) => ({ number: id, value: { id } }))],
    ['no JSON', '{"id":\n{"id":2}', [wrong(1, 'not JSON'), { number: 2, value: { id: 2 } }]],
    ['another shape', '\n{"id":"x"}', [wrong(2, 'id: Invalid input: expected number, received string')]],
    ['no object', '7', [wrong(1, 'the line: Invalid input: expected object, received number')]],
  ])('%s', async (_name, text, expected) => {
    expect(await read(bytes(text))).toEqual(expected);
  });

  it('passes a line over that is too long, and reads on', async () => {
    const long = JSON.stringify({ id: 1, text: 'a'.repeat(100) });
    const expected = [wrong(1, 'longer than 40 bytes', true), { number: 2, value: { id: 2 } }];
    expect(await read(bytes(`${long}\n{"id":2}\n`))).toEqual(expected);
    expect(await read(bytes(long.slice(0, 50)), bytes(long.slice(50)), bytes('\n{"id":2}'))).toEqual(expected);
    expect(await read(bytes(long))).toEqual(expected.slice(0, 1));
  });

  it('refuses what is no UTF-8 instead of replacing it', async () => {
    const broken = Uint8Array.of(...bytes('{"id":1,"text":"'), 0xff, ...bytes('"}\n{"id":2}'));
    expect(await read(broken)).toEqual([wrong(1, 'not UTF-8'), { number: 2, value: { id: 2 } }]);
  });

  it('gives the same however the bytes are cut', async () => {
    const text = bytes('{"id":1,"text":"Grüße"}\n\n{"id":2}\nx');
    const whole = await read(text);
    expect(whole).toHaveLength(3);
    expect(await read(...Array.from(text, (byte) => Uint8Array.of(byte)))).toEqual(whole);
  });
});
