import { type TrackedEvent, trackingEvent } from '@stellwerk/contracts';
import fc from 'fast-check';
import { agentOf, UNKNOWN_SIGNER, withSignals } from './agent-of.js';
import { Behaviour } from './behaviour.js';
import { combined } from './signal.js';

const example = trackingEvent.examples[0]?.payload as TrackedEvent;
const START = Date.UTC(2026, 10, 24, 10);
const event = (kind: TrackedEvent['kind'], atMs: number, path = '/', personKey = example.personKey) =>
  ({ ...example, kind, personKey, page: { path }, eventTime: new Date(START + atMs).toISOString() }) as TrackedEvent;

/** Names of what a visit has shown after all of its events. */
function shownBy(events: readonly TrackedEvent[], behaviour = new Behaviour()): string[] {
  let shown: readonly { name: string }[] = [];
  for (const one of events) shown = behaviour.observe(one);
  return shown.map(({ name }) => name);
}

const times = (count: number, at: (index: number) => number) => Array.from({ length: count }, (_, index) => at(index));

describe('behaviour of a visit', () => {
  it.each<[string, TrackedEvent[], string[]]>([
    ['a person who looks around', [0, 4_000, 19_000, 60_000, 61_500, 200_000].map((at) => event('View', at)), []],
    ['a person who orders', [event('View', 0), event('AddToCart', 20_000), event('Purchase', 90_000)], []],
    ['an order that a server reports first', [event('Purchase', 0)], []],
    [
      'more pages than anybody opens',
      times(13, (i) => i * 700 + (i % 3) * 90).map((at) => event('View', at)),
      ['burst'],
    ],
    ['more events than any page causes', times(201, (i) => i * 40).map((at) => event('Click', at)), ['burst']],
    ['pages by the clock', times(12, (i) => i * 30_000).map((at) => event('View', at)), ['clockwork']],
    [
      'pages quicker than they show',
      times(7, (i) => i * 100).map((at, i) => event('View', at, `/${i}`)),
      ['impossible-pace'],
    ],
    ['one page that reports itself again and again', times(7, (i) => i * 100).map((at) => event('View', at)), []],
    ['an order in no time', [event('View', 0), event('Purchase', 900)], ['instant-order']],
    [
      'ten hours without a pause',
      times(45, (i) => i * 840_000 + (i % 7) * 60_000).map((at) => event('View', at)),
      ['no-pause'],
    ],
    ['an app that sends a morning at once, in any order', [900_000, 0, 450_000].map((at) => event('View', at)), []],
  ])('%s', (_title, events, expected) => expect(shownBy(events)).toEqual(expected));

  it('is forgotten when the visit ends', () => {
    const behaviour = new Behaviour();
    expect(shownBy([event('View', 0), event('Purchase', 900)], behaviour)).toEqual(['instant-order']);
    expect(shownBy([event('View', 1_000_000)], behaviour)).toEqual(['instant-order']);
    expect(shownBy([event('View', 1_000_000 + 1_800_001)], behaviour)).toEqual([]);
  });

  it('is told apart by person, of at most so many', () => {
    const behaviour = new Behaviour(2);
    const [one, two, three] = ['a', 'b', 'c'].map((letter) => `device:${letter.repeat(32)}`);
    shownBy([event('View', 0, '/', one), event('Purchase', 900, '/', one)], behaviour);
    expect(shownBy([event('View', 950, '/', two)], behaviour)).toEqual([]);
    expect(shownBy([event('View', 960, '/', one)], behaviour)).toEqual(['instant-order']);
    shownBy([event('View', 970, '/', three), event('View', 970, '/', two)], behaviour);
    expect(shownBy([event('View', 980, '/', one)], behaviour)).toEqual([]);
  });
});

describe('an agent', () => {
  const verdict = { class: 'human' as const, score: 0.3, signals: [{ name: 'unknown-product', weight: 0.3 }] };

  it.each([
    [[], 'human', 0.3, ['unknown-product']],
    [[{ name: 'no-accept-language', weight: 0.35 }], 'bad-bot', 0.545, ['no-accept-language', 'unknown-product']],
    [[UNKNOWN_SIGNER], 'good-bot', 0.93, ['unknown-signer', 'unknown-product']],
    [
      [UNKNOWN_SIGNER, { name: 'followed-trap', weight: 0.95 }],
      'bad-bot',
      0.997,
      ['followed-trap', 'unknown-signer', 'unknown-product'],
    ],
  ])('is who the signs together say: %j', (signals, agentClass, score, reasons) => {
    expect(agentOf(verdict, { signals })).toEqual({ class: agentClass, score, reasons });
  });

  it('stays who it proved to be', () => {
    const proven = agentOf(verdict, { signals: [], proven: { name: 'Assistant', class: 'ai-agent' } });
    expect(proven).toEqual({ class: 'ai-agent', score: 1, reasons: ['signature'], name: 'Assistant', verified: true });
    expect(withSignals(proven, [{ name: 'burst', weight: 0.7 }])).toBe(proven);
  });

  it('is judged alike whether signs come at once or one after the other', () => {
    const sign = fc.record({ name: fc.string(), weight: fc.double({ min: 0, max: 1, noNaN: true }) });
    fc.assert(
      fc.property(fc.array(sign, { maxLength: 5 }), fc.array(sign, { maxLength: 5 }), (some, others) => {
        const plain = { class: 'human' as const, score: 0, signals: [] };
        const later = withSignals(agentOf(plain, { signals: some }), others);
        expect(later.score).toBeCloseTo(combined([...some, ...others]), 2);
      }),
    );
  });
});
