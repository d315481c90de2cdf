import fc from 'fast-check';
import { PathsCsvReader } from '../adapters/paths-csv.js';
import { analyse } from './analyse.js';
import { models, parseSpec } from './attribution-spec.js';
import { fromScaled, parseScaled } from './decimal.js';
import { type JourneyOrigin, Journeys, type PathCount, UNATTRIBUTED } from './journeys.js';
import { timeDecay } from './rules.js';
import { chain } from './transforms.js';

const touches = (path: string) => (path === '' ? [] : path.split(',').map((channel) => ({ channel })));
const row = (path: string, conversions: number, nulls = 0, value = conversions): PathCount => ({
  touches: touches(path),
  conversions,
  value: BigInt(Math.round(value * 1_000)) * 1_000_000_000n,
  nulls,
});
const credits = (rows: readonly PathCount[], spec: object, origin: JourneyOrigin = {}) =>
  Object.fromEntries(
    analyse(Journeys.of(rows, origin), parseSpec(spec)).channels.map(({ channel, conversions }) => [
      channel,
      conversions,
    ]),
  );

describe('transforms', () => {
  it.each([
    ['unique', 'X,Y,Y,Z,X,Z,Z'],
    ['exposure', 'X,Y,Z,X,Z'],
    ['first', 'X,Y,Z'],
    ['frequency', 'X(2),Y(2),Z(3)'],
    ['trim(3)', 'X,Z,Z'],
    ['remove-unless-all(Z)', 'X,Y,Y,X'],
    ['remove-trailing-unless-all(Z)', 'X,Y,Y,Z,X'],
  ])('%s', (transform, expected) => {
    const path = chain([transform])(touches('X,Y,Y,Z,X,Z,Z'));
    expect(path.map(({ channel }) => channel).join(',')).toBe(expected);
  });

  it.each([
    ['exposure', '', ''],
    ['frequency', 'X', 'X(1)'],
    ['remove-unless-all(X)', 'X,X', 'X,X'],
    ['remove-trailing-unless-all(X)', 'X,X', 'X,X'],
    ['trim(5)', 'X,Y', 'X,Y'],
  ])('%s of "%s"', (transform, path, expected) => {
    expect(
      chain([transform])(touches(path))
        .map(({ channel }) => channel)
        .join(','),
    ).toBe(expected);
  });

  it('chains in the order given', () => {
    const names = (...texts: string[]) =>
      chain(texts)(touches('X,Y,Y'))
        .map(({ channel }) => channel)
        .join(',');
    expect(names('trim(2)', 'exposure')).toBe('Y');
    expect(names('exposure', 'trim(2)')).toBe('X,Y');
  });

  it.each(['trim(0)', 'trim', 'shuffle', 'remove-unless-all()'])('refuses "%s"', (text) => {
    expect(() => parseSpec({ model: 'last', transform: [text] })).toThrow(
      expect.objectContaining({ code: 'ATT_SPEC_INVALID' }),
    );
  });
});

const byPosition = (weights: object) => ({ model: 'custom', weightsBy: 'position', weights });

describe('rule models', () => {
  it.each<[title: string, spec: object, path: string, expected: Record<string, number>]>([
    ['first', { model: 'first' }, 'X,Y,Z', { X: 1, Y: 0, Z: 0 }],
    ['last', { model: 'last' }, 'X,Y,Z', { X: 0, Y: 0, Z: 1 }],
    ['last non-direct', { model: 'last-non-direct' }, 'X,Y,Direct', { X: 0, Y: 1, Direct: 0 }],
    ['last non-direct, only Direct', { model: 'last-non-direct' }, 'Direct,Direct', { Direct: 1 }],
    ['last non-direct under another name', { model: 'last-non-direct', direct: 'Y' }, 'X,Y', { X: 1, Y: 0 }],
    ['linear, repeats add up', { model: 'linear' }, 'X,Y,X,Z', { X: 0.5, Y: 0.25, Z: 0.25 }],
    ['position', { model: 'position' }, 'X,Y,Z', { X: 0.4, Y: 0.2, Z: 0.4 }],
    ['position, two touches', { model: 'position', position: [30, 20, 10] }, 'X,Y', { X: 0.75, Y: 0.25 }],
    ['position, one touch', { model: 'position' }, 'X', { X: 1 }],
    ['custom', { model: 'custom', weights: { X: 3, Y: 1 } }, 'X,Y,Z', { X: 0.75, Y: 0.25, Z: 0 }],
    ['custom without a weighted touch', { model: 'custom', weights: { X: 1 } }, 'Y,Z', { Y: 0.5, Z: 0.5 }],
    ['custom for all but one', { model: 'custom', weights: { '*': 1, X: 0 } }, 'X,Y,Z', { X: 0, Y: 0.5, Z: 0.5 }],
    ['custom by position', byPosition({ 1: 0.6, 2: 0.2 }), 'X,Y,Z', { X: 0.75, Y: 0.25, Z: 0 }],
    ['custom from both ends', byPosition({ 1: 0.4, '-1': 0.4, '*': 0.1 }), 'W,X,Y,Z', { W: 0.4, X: 0.1, Z: 0.4 }],
    ['custom from both ends, one touch', byPosition({ 1: 0.4, '-1': 0.2 }), 'X', { X: 1 }],
    ['custom by a position that the path lacks', byPosition({ 3: 1 }), 'X,Y', { X: 0.5, Y: 0.5 }],
  ])('%s', (_title, spec, path, expected) => {
    const found = credits([row(path, 1)], spec);
    for (const [channel, share] of Object.entries(expected)) expect(found[channel]).toBeCloseTo(share, 12);
  });

  it('halves credit with every half-life', () => {
    const days = [1, 5, 9].map((day) => ({ channel: 'X', hoursBefore: (10 - day) * 24 }));
    const weights = timeDecay(7 * 24)(days);
    const sum = weights.reduce((total, weight) => total + weight, 0);
    const published = [0.213030055044685, 0.316561445210932, 0.470408499744383];
    for (const [index, share] of published.entries()) expect((weights[index] ?? 0) / sum).toBeCloseTo(share, 14);
  });

  it('steps down with every full period', () => {
    const path = [200, 100, 10].map((hoursBefore, index) => ({ channel: 'XYZ'[index] ?? '', hoursBefore }));
    const rows = [{ touches: path, conversions: 1, value: 0n, nulls: 0 }];
    const found = credits(rows, { model: 'step-decay' }, { isTimed: true });
    expect(found).toEqual({ X: 0.2, Y: 0.4, Z: 0.4 });
  });

  it('steps down by another factor with another period', () => {
    const path = [50, 30, 10].map((hoursBefore, index) => ({ channel: 'XYZ'[index] ?? '', hoursBefore }));
    const spec = { model: 'step-decay', decay: 0.25, periodHours: 24 };
    const found = credits([{ touches: path, conversions: 21, value: 0n, nulls: 0 }], spec, { isTimed: true });
    expect(found).toEqual({ X: 1, Y: 4, Z: 16 });
  });

  it.each(['time-decay', 'step-decay'])('%s says that a file of aggregated paths has no times', (model) => {
    expect(() => credits([row('X', 1)], { model })).toThrow(expect.objectContaining({ code: 'ATT_TIMES_MISSING' }));
  });

  it.each(models.filter((model) => model !== 'custom'))('%s takes a tenant whose orders no touch precedes', (model) => {
    const journeys = Journeys.of([row('', 3)], { isTimed: true });
    const { channels } = analyse(journeys, parseSpec({ model, transform: ['exposure'] }));
    expect(channels).toEqual([{ channel: UNATTRIBUTED, conversions: 3, value: 3 }]);
  });

  it.each<[weights: object, problem: string]>([
    [{ Email: 1 }, '"Email" is no position'],
    [{ 0: 1 }, '"0" is no position'],
    [{}, 'needs weights'],
  ])('refuses weights by position that are %j', (weights, problem) => {
    expect(() => parseSpec(byPosition(weights))).toThrow(
      expect.objectContaining({ code: 'ATT_SPEC_INVALID', message: expect.stringContaining(problem) }),
    );
  });
});

describe('known errors of other tools', () => {
  it('keeps journeys without conversion, whose value is 0', () => {
    const rows = [row('X,Y', 1, 3), row('X', 1, 0), row('Y', 0, 5)];
    const withNulls = credits(rows, { model: 'markov' });
    const without = credits(rows, { model: 'markov', nulls: false });
    expect(withNulls).not.toEqual(without);
  });

  it('does not take an unobserved coalition for a worthless one', () => {
    expect(credits([row('X', 1), row('X,Y', 1)], { model: 'shapley' })).toEqual({ X: 1.5, Y: 0.5 });
    expect(credits([row('X', 1), row('X,Y', 1)], { model: 'shapley-rate' })).toEqual({ X: 1, Y: 0 });
  });

  it('adds up duplicate paths, their value too', () => {
    const { channels } = analyse(Journeys.of([row('X', 1, 0, 5), row('X', 2, 0, 7)]), parseSpec({ model: 'last' }));
    expect(channels).toEqual([{ channel: 'X', conversions: 3, value: 12 }]);
  });

  it('gives conversions without a touch a line of their own', () => {
    expect(credits([row('X', 1), row('', 2)], { model: 'linear' })).toEqual({ [UNATTRIBUTED]: 2, X: 1 });
    expect(credits([row('X', 1), row('', 2)], { model: 'markov' })).toEqual({ [UNATTRIBUTED]: 2, X: 1 });
    expect(credits([row('X', 0, 1), row('', 2)], { model: 'markov' })).toEqual({ [UNATTRIBUTED]: 2, X: 0 });
  });

  it('tells paths apart whatever characters a name holds', () => {
    const parts = [
      { touches: [{ channel: 'a' }, { channel: 'b' }], conversions: 1, value: 0n, nulls: 0 },
      { touches: [{ channel: 'a\u001fb' }], conversions: 1, value: 0n, nulls: 0 },
      { touches: [{ channel: 'a', hoursBefore: 1 }], conversions: 1, value: 0n, nulls: 0 },
      { touches: [{ channel: 'a\u001e1' }], conversions: 1, value: 0n, nulls: 0 },
    ];
    expect(Journeys.of(parts).paths).toHaveLength(4);
    expect(Journeys.of(parts).hash()).toBe(Journeys.of(parts.reverse()).hash());
  });

  it('tells states apart whose names look alike', () => {
    const found = credits([row('1,12', 1), row('11,2', 1), row('1,1,2', 0, 1)], { model: 'markov', order: 2 });
    expect(Object.values(found).reduce((sum, share) => sum + share, 0)).toBeCloseTo(2, 12);
    expect(found['12']).toBeCloseTo(found['1'] ?? 0, 12);
  });

  it.each([
    ['ATT_NO_JOURNEYS', []],
    ['ATT_NO_CONVERSIONS', [row('X', 0, 3)]],
  ])('says %s', (code, rows) => {
    expect(() => credits(rows, { model: 'last' })).toThrow(expect.objectContaining({ code }));
  });
});

const channel = fc.constantFrom('a', 'b', 'c', 'd', 'e');
const journey = fc.record({
  touches: fc.array(
    channel.map((name) => ({ channel: name })),
    { maxLength: 7 },
  ),
  conversions: fc.nat(5),
  nulls: fc.nat(5),
  cents: fc.bigInt({ min: 0n, max: 10_000_000_000_000_000n }),
});
const journeys = fc
  .array(journey, { minLength: 1, maxLength: 20 })
  .map((rows) => rows.map(({ cents, ...rest }) => ({ ...rest, value: rest.conversions === 0 ? 0n : cents })))
  .filter((rows) => rows.some(({ conversions }) => conversions > 0));
const untimed = models.filter((model) => !model.endsWith('decay') && model !== 'shapley-rate');
const spec = fc.record({
  model: fc.constantFrom(...untimed),
  order: fc.integer({ min: 1, max: 4 }),
  nulls: fc.boolean(),
  transform: fc.subarray(['exposure', 'first', 'trim(3)', 'remove-unless-all(a)', 'remove-trailing-unless-all(b)']),
  weights: fc.constant({ a: 2, b: 1 }),
});
const byPlace = fc.record({
  model: fc.constant('custom'),
  weightsBy: fc.constant('position'),
  weights: fc.dictionary(fc.constantFrom('1', '2', '-1', '-2', '*'), fc.nat(9), { minKeys: 1 }),
});

describe('attribution of any journeys by any model', () => {
  it('credits every conversion and every value once, and nothing negative', () => {
    fc.assert(
      fc.property(journeys, fc.oneof(spec, byPlace), (rows, options) => {
        const { channels, totals } = analyse(Journeys.of(rows), parseSpec(options));
        const sum = (pick: (credit: (typeof channels)[number]) => number) =>
          channels.reduce((total, credit) => total + pick(credit), 0);
        expect(Math.abs(sum(({ conversions }) => conversions) - totals.conversions)).toBeLessThan(1e-9);
        expect(Math.abs(sum(({ value }) => value) - totals.value)).toBeLessThan(1e-9 * Math.max(1, totals.value));
        for (const { conversions, value } of channels) expect(Math.min(conversions, value)).toBeGreaterThanOrEqual(0);
      }),
    );
  });

  it('depends neither on the order of rows nor on how they are aggregated, to the last bit', () => {
    const shuffled = journeys.chain((rows) =>
      fc.tuple(fc.constant(rows), fc.shuffledSubarray(rows, { minLength: rows.length })),
    );
    fc.assert(
      fc.property(shuffled, fc.oneof(spec, byPlace), ([rows, others], options) => {
        const split = others.flatMap((one) => [
          { ...one, conversions: 0, value: 0n },
          { ...one, nulls: 0 },
        ]);
        const again = analyse(Journeys.of(split), parseSpec(options));
        expect(JSON.stringify(again)).toBe(JSON.stringify(analyse(Journeys.of(rows), parseSpec(options))));
      }),
    );
  });

  it('is the Shapley value of its game, by enumeration', () => {
    fc.assert(
      fc.property(journeys, (rows) => {
        const found = credits(rows, { model: 'shapley' });
        const names = ['a', 'b', 'c', 'd', 'e'];
        const worth = (coalition: ReadonlySet<string>) =>
          rows
            .filter(({ touches: path }) => path.length > 0 && path.every((touch) => coalition.has(touch.channel)))
            .reduce((sum, { conversions }) => sum + conversions, 0);
        for (const name of names) {
          const others = names.filter((other) => other !== name);
          let value = 0;
          for (let bits = 0; bits < 16; bits++) {
            const without = others.filter((_, index) => bits & (1 << index));
            const weight = (factorial(without.length) * factorial(4 - without.length)) / factorial(5);
            value += weight * (worth(new Set([...without, name])) - worth(new Set(without)));
          }
          expect(found[name] ?? 0).toBeCloseTo(value, 9);
        }
      }),
      { numRuns: 30 },
    );
  });

  it('gives the same intervals for the same seed, and they hold the estimate', () => {
    const rows = [row('a,b', 60, 40), row('b,c', 30, 90), row('c', 15, 10)];
    const run = (seed: number) =>
      analyse(Journeys.of(rows), parseSpec({ model: 'linear', intervals: 200, seed })).channels;
    expect(run(3)).toEqual(run(3));
    expect(run(3)).not.toEqual(run(4));
    for (const { conversions, conversionsLow = 0, conversionsHigh = 0 } of run(3)) {
      expect(conversionsLow).toBeLessThan(conversions);
      expect(conversionsHigh).toBeGreaterThan(conversions);
    }
  });

  it('gives conversions without a touch an interval too', () => {
    const rows = [row('a', 40, 10), row('', 25)];
    const { channels } = analyse(Journeys.of(rows), parseSpec({ model: 'markov', intervals: 100, seed: 1 }));
    const { conversionsLow = 0, conversionsHigh = 0 } =
      channels.find(({ channel: name }) => name === UNATTRIBUTED) ?? {};
    expect(conversionsLow).toBeGreaterThan(10);
    expect(conversionsLow).toBeLessThan(25);
    expect(conversionsHigh).toBeGreaterThan(25);
  });

  it('counts a sample that happens to hold no conversion as no credit', () => {
    const { channels } = analyse(
      Journeys.of([row('a', 1, 9)]),
      parseSpec({ model: 'markov', intervals: 200, seed: 1 }),
    );
    expect(channels[0]).toMatchObject({ conversionsLow: 0 });
  });
});

describe('files of paths', () => {
  const HEADER = '"path","total_conversions","total_conversion_value","total_null"\n';
  const read = (text: string, size = text.length) => {
    const reader = new PathsCsvReader();
    for (let at = 0; at < text.length; at += size) reader.read(text.slice(at, at + size));
    return reader.finish();
  };

  it('are read in pieces of any size', () => {
    const text = `${HEADER}"a > b",2,1.5,3\r\n"b",1,0.25,0\n"a>b",1,1e-1,0\n"say ""x""",0,NA,1`;
    const whole = read(text);
    expect(whole.totals()).toEqual({ journeys: 8, conversions: 4, value: 1.85, nulls: 4 });
    for (const size of [1, 2, 7]) expect(read(text, size).hash()).toBe(whole.hash());
  });

  it.each<[title: string, text: string, code: string, message: string]>([
    [
      'a missing column',
      'path,total_null\n',
      'ATT_COLUMN_MISSING',
      'total_conversions is missing; the first line has "path, total_null"',
    ],
    ['an empty file', '', 'ATT_COLUMN_MISSING', 'path'],
    ['a broken number', `${HEADER}"a",x,0,0\n`, 'ATT_LINE_INVALID', 'line 2, total_conversions'],
    ['a missing cell', `${HEADER}"a",1,1\n`, 'ATT_LINE_INVALID', 'line 2, total_null'],
    ['a negative count', `${HEADER}"a",-1,0,0\n`, 'ATT_LINE_INVALID', 'total_conversions: "-1" is not'],
    ['a count in another base', `${HEADER}"a",0x10,0,0\n`, 'ATT_LINE_INVALID', 'total_conversions'],
    ['a broken value', `${HEADER}"a",1,1;5,0\n`, 'ATT_LINE_INVALID', 'line 2, total_conversion_value: "1;5"'],
    ['a negative value', `${HEADER}"a",1,-1.5,0\n`, 'ATT_LINE_INVALID', 'total_conversion_value: "-1.5" is negative'],
    ['a path without end', `${HEADER}"${'a > '.repeat(10_000)}a",1,1,1\n`, 'ATT_LINE_INVALID', 'more than 10000'],
    ['an empty channel', `${HEADER}"a > ",1,1,1\n`, 'ATT_LINE_INVALID', 'a channel is empty'],
    ['a value without a conversion', `${HEADER}"a",0,1,1\n`, 'ATT_LINE_INVALID', 'without a conversion'],
    ['an open quotation', `${HEADER}"a,1,1,1\n`, 'ATT_LINE_INVALID', 'not closed'],
    ['text behind a quotation', `${HEADER}"a"b > c,1,1,1\n`, 'ATT_LINE_INVALID', 'inside a cell'],
  ])('%s is refused by line and column', (_title, text, code, message) => {
    expect(() => read(text)).toThrow(expect.objectContaining({ code, message: expect.stringContaining(message) }));
  });

  it('are read with counts as R writes them, and with values that are missing', () => {
    const text = `${HEADER}"a",1e+05,NA,2\n"b", 3 ,,0\n"c",1,2,10.0\n`;
    expect(read(text).totals()).toEqual({ journeys: 100_016, conversions: 100_004, value: 2, nulls: 12 });
  });

  it.each([
    ['0.0000000000005', 1n],
    ['0.00000000000049', 0n],
    ['1e2', 100_000_000_000_000n],
    ['-1.5', -1_500_000_000_000n],
  ])('reads %s exactly to 12 decimals', (text, scaled) => {
    expect(parseScaled(text)).toBe(scaled);
    expect(fromScaled(scaled)).toBeCloseTo(Number(text), 11);
  });
});

function factorial(count: number): number {
  return count <= 1 ? 1 : count * factorial(count - 1);
}
