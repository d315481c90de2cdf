import { exampleRunSummary, refusedRunSummary, unvaluedRunSummary } from '../../examples/run-summary.js';
import type { RunSummary } from '../run-summary.js';
import { fitReport } from './fit-report.js';
import { languages } from './language.js';
import { brokenRules } from './testing/document-rules.js';
import { type Element, elementsNamed, elementsOf, readMarkup, textOf } from './testing/markup.js';

const known = new Map<string, Element>();

/** Reading a report takes longer than writing it, so the same one is read once. */
const read = (summary: RunSummary, language: 'de' | 'en'): Element => {
  const markup = fitReport(summary, language);
  const root = known.get(markup) ?? readMarkup(markup);
  known.set(markup, root);
  return root;
};
const plain = (element: Element): string => textOf(element).replaceAll('\u00a0', ' ').replace(/\s+/g, ' ');
const part = (root: Element, id: string): Element => {
  const found = elementsOf(root).find(({ attributes }) => attributes.get('id') === id);
  if (found === undefined) throw new Error(`there is no #${id}`);
  return found;
};

const published = exampleRunSummary();

const bare: RunSummary = {
  ...published,
  data: { ...published.data, geos: 1, currency: null },
  curves: [],
  holdout: null,
  calibration: [],
  warnings: [],
  review: [],
  parameters: [],
  channels: published.channels.map((channel) => ({ ...channel, shift: null, saturation: null, costPerOutcome: null })),
};

const broken: RunSummary = {
  ...refusedRunSummary(),
  diagnostics: {
    ...published.diagnostics,
    worstRhat: { parameter: 'a', value: Number.POSITIVE_INFINITY },
    ebfmi: [Number.NaN],
  },
  channels: published.channels.map((channel) => ({
    ...channel,
    roi: channel.roi && { mean: Number.NaN, low: Number.NaN, high: Number.NaN },
    halfLife: { mean: Number.POSITIVE_INFINITY, low: 1, high: Number.POSITIVE_INFINITY },
  })),
  decomposition: {
    ...published.decomposition,
    observed: published.decomposition.observed.map((value, i) => (i % 7 === 0 ? Number.NaN : value)),
    expected: { mean: [], low: [], high: [] },
  },
  fit: [],
};

const examples: readonly (readonly [string, RunSummary])[] = [
  ['a published fit', published],
  ['a refused fit', refusedRunSummary()],
  ['an outcome without value', unvaluedRunSummary()],
  ['a fit with next to nothing', bare],
  ['a fit with figures that are not finite', broken],
  ['the same read back from a file, where such figures are null', JSON.parse(JSON.stringify(broken))],
];

describe.each(languages)('report of a fit in %s', (language) => {
  it.each(examples)('is a whole, quiet and accessible document: %s', (_, summary) => {
    expect(brokenRules(fitReport(summary, language))).toEqual([]);
  });

  it('is the same bytes for the same summary', () => {
    expect(fitReport(exampleRunSummary(7), language)).toBe(fitReport(exampleRunSummary(7), language));
  });

  it('fills every part of its navigation', () => {
    const root = read(published, language);
    const links = elementsNamed(root, 'a').map(({ attributes }) => (attributes.get('href') ?? '').slice(1));
    expect(links).toEqual(elementsNamed(root, 'section').map(({ attributes }) => attributes.get('id')));
    expect(links).toHaveLength(14);
  });

  it('shows names from data as they are, whatever they contain', () => {
    const hostile = `<img src=x onerror="alert('1')">&amp;{low}]]>`;
    const named: RunSummary = {
      ...published,
      name: hostile,
      command: hostile,
      spec: { [hostile]: hostile },
      data: { ...published.data, outcome: { ...published.data.outcome, name: hostile, unit: hostile } },
      channels: published.channels.map((channel, i) => ({ ...channel, channel: `${hostile}${i}` })),
      curves: published.curves.map((curve) => ({ ...curve, channel: hostile })),
      decomposition: {
        ...published.decomposition,
        components: published.decomposition.components.map((one) => ({ ...one, name: hostile, kind: hostile })),
      },
      calibration: published.calibration.map((test) => ({ ...test, experiment: hostile, channel: hostile })),
      review: [{ check: hostile, subject: hostile, status: 'review', value: 1, threshold: 1 }],
      warnings: [{ code: hostile, text: hostile }],
      parameters: [{ ...(published.parameters[0] as RunSummary['parameters'][number]), name: hostile }],
    };
    const root = read(named, language);
    expect(elementsNamed(root, 'img')).toEqual([]);
    for (const id of ['answer', 'channels', 'time', 'calibration', 'checks', 'data', 'technical', 'reproduce']) {
      expect(textOf(part(root, id))).toContain(hostile);
    }
    // The places in hostile names are data, so the rule about open places does not apply to them.
    expect(brokenRules(fitReport(named, language)).filter((rule) => !rule.startsWith('no text shows'))).toEqual([]);
  });
});

describe('report of a fit', () => {
  it('begins with what media added, with its interval', () => {
    const answer = plain(part(read(published, 'en'), 'answer'));
    expect(answer).toContain('Advertising added €73m to “revenue”: 25% of the total.');
    expect(answer).toContain('between €61m and €85m');
    expect(plain(part(read(published, 'de'), 'answer'))).toContain(
      'Werbung hat 73 Mio. € zusätzlich gebracht – 25 % der Zielgröße „revenue“.',
    );
  });

  it('sorts channels by whether they pay, by the whole interval', () => {
    const cards = elementsOf(read(published, 'en')).filter(({ attributes }) =>
      (attributes.get('class') ?? '').startsWith('card '),
    );
    const named = cards.map((card) => elementsNamed(card, 'strong').map(textOf));
    expect(named).toEqual([
      ['Online-Video', 'TV'],
      ['Paid Search', 'Paid Social', 'Out of Home'],
      ['Display'],
      ['Newsletter'],
    ]);
  });

  it('states no result of a refused fit outside of what is folded away', () => {
    const root = read(refusedRunSummary(), 'en');
    const results = ['channels', 'curves', 'time', 'carry', 'quality', 'shift', 'calibration'];
    const folded = elementsNamed(root, 'details').find(({ attributes }) => attributes.get('class') === 'notice');
    expect(folded?.attributes.has('open')).toBe(false);
    expect(elementsNamed(folded ?? root, 'section').map(({ attributes }) => attributes.get('id'))).toEqual(results);
    const open = elementsNamed(root, 'section').filter(
      ({ attributes }) => !results.includes(attributes.get('id') ?? ''),
    );
    const said = open.map(plain).join(' ');
    expect(said).not.toMatch(/ROI \d|€7\dm/);
    expect(said).toContain('This fit is not published.');
    expect(said).toContain('Sales without any advertising cannot be negative.');
  });

  it('lists checks that failed first, with what to do', () => {
    const rows = elementsNamed(part(read(refusedRunSummary(), 'en'), 'checks'), 'tr')
      .slice(1)
      .map(plain);
    expect(rows[0]).toMatch(/^Convergence of the computationfailed1\.34.*What to do: /);
    expect(rows.filter((row) => row.includes('passed')).every((row) => !row.includes('What to do'))).toBe(true);
  });

  it('names a check and a warning that it does not know instead of hiding them', () => {
    const unknown: RunSummary = {
      ...published,
      review: [{ check: 'brand-new', status: 'review', value: 1, threshold: 2 }],
      warnings: [{ code: 'BRAND_NEW', text: 'row 7' }],
    };
    const root = read(unknown, 'de');
    expect(plain(part(root, 'checks'))).toContain('brand-new');
    expect(plain(part(root, 'data'))).toContain('BRAND_NEW Siehe Einzelheit. row 7');
  });

  it('says carry-over in words: within the week itself, or after how many', () => {
    const carry = plain(part(read(published, 'en'), 'carry'));
    expect(carry).toContain('TV: half of the effect comes within 1.4 weeks (1.1 to 1.9)');
    expect(carry).toContain('Paid Search: half of the effect comes within the week of the advertising itself');
  });

  it('says daily data in days, in German with the right case', () => {
    const daily: RunSummary = { ...published, data: { ...published.data, grain: 'day' } };
    expect(plain(part(read(daily, 'de'), 'carry'))).toContain('innerhalb von 1,4 Tagen ein');
  });

  it.each([
    [0.6, 'the model is surer than it should be'],
    [0.9, 'the ranges are as wide as they should be'],
    [0.99, 'the ranges are wider than they need to be'],
  ])('judges a coverage of %d on held-out data', (coverage90, sentence) => {
    const holdout = published.holdout?.map((fit) => ({ ...fit, coverage90 })) ?? null;
    expect(plain(part(read({ ...published, holdout }, 'en'), 'quality'))).toContain(sentence);
  });

  it('says what is missing: hold-out, experiments, regions', () => {
    const limits = plain(part(read(bare, 'en'), 'limits'));
    for (const sentence of ['No weeks were held out.', 'No experiment was used.', 'One national series only'])
      expect(limits).toContain(sentence);
    expect(plain(part(read(published, 'en'), 'limits'))).not.toContain('No experiment was used.');
  });

  it('calls nothing profitable where the outcome has no value', () => {
    const root = read(unvaluedRunSummary(), 'en');
    expect(plain(part(root, 'answer'))).toContain('The outcome has no value in money here');
    expect(
      elementsOf(root).filter(
        ({ attributes }) =>
          attributes.get('class') === 'reference' &&
          attributes.has('y2') &&
          attributes.get('x1') === attributes.get('x2'),
      ),
    ).toEqual([]);
    expect(plain(root)).not.toContain('Clearly pays');
  });

  it('puts an interval beside every figure of the table of channels', () => {
    const rows = elementsNamed(part(read(published, 'en'), 'channels'), 'tr').slice(1);
    const cells = rows.flatMap((row) =>
      elementsNamed(row, 'td').filter((cell) =>
        elementsOf(cell).some(({ attributes }) => attributes.get('class') === 'point'),
      ),
    );
    expect(cells.length).toBe(8 * 2 + 6 * 2 + 1);
    expect(cells.every((cell) => plain(cell).includes(' to '))).toBe(true);
  });

  it('marks what an experiment contradicts', () => {
    const [first] = published.calibration;
    const calibration = first === undefined ? [] : [{ ...first, lift: -5_000_000 }];
    expect(plain(part(read({ ...published, calibration }, 'en'), 'calibration'))).toContain('differs');
  });

  it('draws as many parts as there are colours, and puts the rest together', () => {
    const root = part(read(published, 'en'), 'time');
    const legend = elementsOf(root).find(({ attributes }) => attributes.get('class') === 'legend');
    expect(elementsNamed(legend ?? root, 'li').map(textOf)).toHaveLength(9);
    expect(textOf(legend ?? root)).toContain('Further parts');
    expect(elementsNamed(root, 'tr')).toHaveLength(published.decomposition.components.length + 1);
  });

  it('gives command, seed, data and versions', () => {
    const text = plain(part(read(published, 'en'), 'reproduce'));
    for (const fact of [
      published.command,
      String(published.seed),
      published.dataHash,
      'Stellwerk 0.1.0',
      published.runId,
    ])
      expect(text).toContain(fact);
  });
});
