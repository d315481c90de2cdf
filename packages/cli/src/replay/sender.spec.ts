import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import type { SegmentCall } from './call.js';
import { SegmentSender } from './sender.js';

const calls = Array.from(
  { length: 250 },
  (_, index): SegmentCall => ({ type: 'track', event: 'Seen', messageId: `m-${index}`, anonymousId: 'visitor' }),
);

/** A door that answers with each status of the list once, and then with 200. */
class Door {
  readonly received: string[] = [];
  /** Everything that came, refused or not. */
  readonly offered: string[] = [];
  requests = 0;
  readonly #server: Server = createServer(async (request, response) => {
    const { batch } = (await json(request)) as { batch: { messageId: string }[] };
    this.requests += 1;
    this.offered.push(...batch.map(({ messageId }) => messageId));
    const status = this.statuses.shift() ?? 200;
    if (status === 200) this.received.push(...batch.map(({ messageId }) => messageId));
    response.writeHead(status).end('{"success":true}');
  });

  constructor(private readonly statuses: number[]) {}

  async open(): Promise<string> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  close(): void {
    this.#server.closeAllConnections();
    this.#server.close();
  }
}

describe('calls through the Segment client', () => {
  let door: Door;
  afterEach(() => door.close());

  const send = async (statuses: number[], signal = new AbortController().signal, given = calls) => {
    door = new Door(statuses);
    const acknowledged: string[] = [];
    const troubles: string[] = [];
    const sender = new SegmentSender({
      url: await door.open(),
      writeKey: 'key',
      signal,
      acknowledged: ({ messageId }) => void acknowledged.push(messageId),
      troubled: (problem) => void troubles.push(problem),
    });
    for (const call of given) await sender.send(call);
    await sender.close();
    return { acknowledged, troubles, sent: sender.sent };
  };

  it('arrive with the ids that they were given, and are told when they are acknowledged', async () => {
    const { acknowledged, sent } = await send([]);
    expect(sent).toBe(calls.length);
    expect([...acknowledged].sort()).toEqual(calls.map(({ messageId }) => messageId).sort());
    expect(new Set(door.received)).toEqual(new Set(acknowledged));
    expect(door.requests).toBe(3);
  });

  it.each([[401], [503]])(
    'are offered again after %d: a new source is heard of, and an outage passes',
    async (status) => {
      const { acknowledged, troubles } = await send([status]);
      expect(new Set(acknowledged).size).toBe(calls.length);
      // What the client mends by itself is no trouble.
      expect(troubles).toEqual(status === 401 ? ['[401] Unauthorized'] : []);
    },
  );

  it.each([[400], [403], [413]])('fail at once when the door refuses them with %d', async (status) => {
    const always = Array.from({ length: calls.length }, () => status);
    await expect(send(always)).rejects.toMatchObject({
      code: 'CLI_SEND_REFUSED',
      message: expect.stringContaining(`[${status}]`),
    });
    // None is offered a second time.
    expect(new Set(door.offered).size).toBe(door.offered.length);
  });

  it('fail when the client itself does not take them', async () => {
    const nameless: SegmentCall = { type: 'track', messageId: 'm', anonymousId: 'visitor' };
    await expect(send([], undefined, [nameless])).rejects.toMatchObject({
      code: 'CLI_SEND_REFUSED',
      message: expect.stringContaining('.event'),
    });
  });

  it('end when they are told to', async () => {
    const stop = new AbortController();
    setTimeout(() => stop.abort(), 200);
    await expect(
      send(
        Array.from({ length: 500 }, () => 401),
        stop.signal,
      ),
    ).rejects.toThrow();
  });
});
