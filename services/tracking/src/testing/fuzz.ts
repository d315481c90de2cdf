import fc from 'fast-check';
import { injectable, type RecordedRequest, readRecordings } from './examples.js';
import { mutatedBody, mutatedQuery } from './mutations.js';
import { startTracking, type TrackingUnderTest } from './tracking-service.js';

/** What a client may be told; everything else is a defect. */
const TYPED = new Set([200, 204, 302, 400, 401, 403, 404, 413, 422, 429, 503]);
const SEED = 20_261_124;
const RUNS = 150;
/** Far above what one small request needs, far below what an unbounded one would take. */
const MAX_GROWTH_BYTES = 192 * 1_048_576;

/** Of the problem document, or of the header where the answer is a picture. */
function codeOf({ headers, body }: { headers: Record<string, unknown>; body: string }): unknown {
  return headers['x-stellwerk-code'] ?? (JSON.parse(body) as { code?: unknown }).code;
}

/**
 * A test that holds for every adapter: whatever becomes of a recorded request, the answer is typed, nothing is polluted, and
 * memory stays bounded. `more` = requests beside the recorded ones, such as those of a query.
 */
export function itWithstandsMutations(protocol: string, more: readonly RecordedRequest[] = []): void {
  describe(`mutated requests of ${protocol}`, () => {
    let tracking: TrackingUnderTest;
    beforeAll(async () => {
      tracking = await startTracking();
    });
    afterAll(() => tracking.close());

    it('get a typed answer within bounded memory', async () => {
      const requests = [...Object.values(readRecordings(protocol)).flatMap(({ requests }) => requests), ...more];
      const mutated = fc
        .constantFrom(...requests)
        .chain((request) => (request.method === 'GET' ? mutatedQuery(request) : mutatedBody(injectable(request))));
      const before = process.memoryUsage().rss;
      await fc.assert(
        fc.asyncProperty(mutated, async (request) => {
          const reply = await tracking.app.inject(request);
          expect(TYPED).toContain(reply.statusCode);
          const isProblem = reply.statusCode >= 400;
          expect(isProblem ? codeOf(reply) : 'TRK_NONE').toMatch(/^(TRK|SVC)_(?!INTERNAL)/);
          expect(({} as Record<string, unknown>).polluted).toBeUndefined();
        }),
        { seed: SEED, numRuns: RUNS, endOnFailure: true },
      );
      expect(process.memoryUsage().rss - before).toBeLessThan(MAX_GROWTH_BYTES);
      expect(tracking.logLines.filter((line) => line.includes('request failed'))).toEqual([]);
    }, 120_000);
  });
}
