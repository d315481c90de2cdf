import { createHash } from 'node:crypto';
import { PassThrough, Readable } from 'node:stream';
import { KEPT_BYTES, OversizeBody, readBody } from './oversize-body.js';

const LIMIT = 100_000;
const bytes = (length: number) => Buffer.from(Array.from({ length }, (_, index) => index % 251));
const sha256 = (body: Buffer) => createHash('sha256').update(body).digest('hex');
const chunksOf = (body: Buffer, size = 7_919) =>
  Array.from({ length: Math.ceil(body.length / size) }, (_, index) => body.subarray(index * size, (index + 1) * size));

const read = (payload: Readable, announced?: number) =>
  new Promise<Buffer | OversizeBody | undefined>((resolve, reject) => {
    const length = announced === undefined ? undefined : String(announced);
    readBody(payload, length, LIMIT, (error, body) => (error ? reject(error) : resolve(body)));
  });

describe('a body', () => {
  it.each([0, 1, KEPT_BYTES, LIMIT])('of %i bytes is read whole', async (length) => {
    const body = bytes(length);
    expect(await read(Readable.from(chunksOf(body), { objectMode: false }), length)).toEqual(body);
  });

  it.each([LIMIT + 1, 8 * LIMIT])('of %i bytes leaves its beginning, size and digest', async (length) => {
    const body = bytes(length);
    const left = await read(Readable.from(chunksOf(body), { objectMode: false }));
    expect(left).toEqual(
      new OversizeBody(body.subarray(0, KEPT_BYTES), length, sha256(body), body.subarray(-KEPT_BYTES)),
    );
    expect(left).toEqual(OversizeBody.of(body));
    // A view would hold everything that was read.
    for (const part of [(left as OversizeBody).head, (left as OversizeBody).tail]) {
      expect(part.buffer.byteLength).toBeLessThan(2 * KEPT_BYTES);
    }
  });

  it('that goes on and on is not read to its end', async () => {
    let sent = 0;
    const endless = new Readable({
      read() {
        sent += 10_000;
        this.push(bytes(10_000));
      },
    });
    expect(await read(endless)).toMatchObject({ sha256: undefined });
    endless.destroy();
    expect(sent).toBeLessThan(10 * LIMIT);
  });

  it('that is announced as too long to wait for is not read beyond the limit', async () => {
    const body = bytes(2 * LIMIT);
    const left = await read(Readable.from(chunksOf(body), { objectMode: false }), 900 * LIMIT);
    expect(left).toMatchObject({ bytes: 900 * LIMIT, sha256: undefined, head: body.subarray(0, KEPT_BYTES) });
  });

  it.each([
    ['shorter than announced', 11],
    ['longer than announced', 9],
  ])('is refused where it is %s', async (_title, announced) => {
    await expect(read(Readable.from([bytes(10)], { objectMode: false }), announced)).rejects.toMatchObject({
      statusCode: 400,
    });
  });

  it('is refused where its sender went away', async () => {
    const payload = new PassThrough();
    const reading = read(payload);
    payload.destroy(new Error('aborted'));
    await expect(reading).rejects.toMatchObject({ statusCode: 400 });
  });
});
