import { UnavailableError } from '@stellwerk/bus';
import { seenNow } from '../testing/invariants.js';
import { newTestState, openTestIndex, removeTestState, type TestState, testDocument } from '../testing/test-index.js';

const BEFORE = 'The parcel arrives after two days. Returns are free of charge within thirty days.';
const AFTER = 'The parcel arrives after three days. Returns are free of charge within sixty days. Labels are inside.';

/** From some call on the engine never answers again, as for a process that was killed. */
async function crashAt(
  state: TestState,
  call: number,
  failure: () => Error,
  work: (index: ReturnType<typeof openTestIndex>) => Promise<unknown>,
) {
  const index = openTestIndex(state, { clock: { ...state.clock, sleep: () => Promise.reject(new Error('killed')) } });
  await index.start(index.first);
  let calls = 0;
  state.engine.onCall = () => {
    if (++calls >= call) throw failure();
  };
  await work(index).catch(() => undefined);
  state.engine.onCall = () => {};
  await index.close();
  return calls >= call;
}

const steps: [string, (index: ReturnType<typeof openTestIndex>) => Promise<unknown>, readonly string[][]][] = [
  ['a new version', (index) => index.ingestion.ingest([testDocument('a', AFTER)]), [[BEFORE], [AFTER]]],
  ['a deletion', (index) => index.removal.remove('demo', ['a']), [[BEFORE], []]],
  ['another title', (index) => index.ingestion.ingest([testDocument('a', BEFORE, { title: 'Parcels' })]), [[BEFORE]]],
  [
    'other rights',
    (index) => index.ingestion.ingest([testDocument('a', BEFORE, { access: ['role:analyst'] })]),
    [[BEFORE]],
  ],
];

const failures: [string, () => Error][] = [
  ['a crash', () => new Error('killed')],
  ['an outage', () => new UnavailableError('vector engine')],
];

describe.each(failures)('%s at any call of the engine', (_kind, failure) => {
  it.each(steps)(
    'in the midst of %s leaves one version of each document, all of it, after the next start',
    async (_what, step, allowed) => {
      for (let call = 1; ; call++) {
        const state = newTestState();
        let index = openTestIndex(state);
        await index.start(index.first);
        await index.ingestion.ingest([testDocument('a', BEFORE), testDocument('b', BEFORE)]);
        await index.close();
        const isCrashed = await crashAt(state, call, failure, step);

        index = openTestIndex(state);
        await index.start(index.first);
        const seen = await seenNow(state, index);
        expect(seen.present).toBe(seen.expected);
        const versions = seen.versions.a ?? [];
        const texts = await Promise.all(
          versions.map((version) => index.texts.textOf('demo', { documentId: 'a', version })),
        );
        expect(allowed).toContainEqual(texts);
        expect(index.ledger.stagedVersions()).toEqual([]);
        expect(index.ledger.intents()).toEqual([]);

        await index.ingestion.resume();
        const later = await seenNow(state, index);
        expect(later.present).toBe(later.expected);
        expect(later.versions.a?.length ?? 0).toBeLessThanOrEqual(1);
        await index.close();
        removeTestState(state);
        if (!isCrashed) return;
      }
    },
  );
});

describe('an outage in the midst of a commit', () => {
  it.each([1, 2, 3])(
    'that ends at attempt %d leaves one number, and what was begun is not done twice',
    async (attempts) => {
      const state = newTestState();
      const index = openTestIndex(state);
      await index.start(index.first);
      await index.ingestion.ingest([testDocument('a', BEFORE)]);
      let failing = attempts;
      state.engine.onCall = (call) => {
        if (call === 'setPayload' && failing-- > 0) throw new UnavailableError('vector engine');
      };
      const { outcomes } = await index.ingestion.ingest([testDocument('a', AFTER)]);
      expect(outcomes.indexed).toBe(1);
      expect(index.ledger.sequence('demo')).toBe(2);
      expect(index.ledger.announced(10)).toHaveLength(2);
      const seen = await seenNow(state, index);
      expect(seen).toMatchObject({
        expected: 2,
        present: 2,
        versions: { a: [index.ledger.document('demo', 'a')?.serving] },
      });
      await index.close();
      removeTestState(state);
    },
  );
});
