import { createRequests, type LoadProtocol, largestBatch, loadProtocols } from './protocol-requests.js';

const NOW_MS = Date.UTC(2026, 10, 24, 10);
const requests = (protocol: LoadProtocol, batchSize: number, seed = 1) =>
  createRequests({ protocol, writeKey: 'bench-web-write-key', run: 'r1', seed, batchSize, nowMs: () => NOW_MS });

describe.each(loadProtocols)('requests of the load generator in %s', (protocol) => {
  it('repeat for the same seed, and differ from one to the next', () => {
    const [first, again] = [requests(protocol, 20), requests(protocol, 20)];
    const [one, two] = [first(), first()];
    expect([again(), again()]).toEqual([one, two]);
    expect(one.body).not.toBe(two.body);
  });

  it('hold as many events as they should, about half a kilobyte each', () => {
    const size = largestBatch[protocol] ?? 100;
    const { body } = requests(protocol, size)();
    expect(body.match(/-r1-\d+"/g)?.length).toBe(size);
    expect(body.length / size).toBeGreaterThan(150);
    expect(body.length / size).toBeLessThan(700);
  });
});
