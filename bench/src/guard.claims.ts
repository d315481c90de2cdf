import { claimFindings } from '@stellwerk/claims';
import { createTextChecker, fastDetectors } from '@stellwerk/guard';
import { atLeast, type Benchmark, type FigurePlan, type Measurement } from './benchmark.js';
import { CLAIMS_SEED, type ClaimCase, generateClaims } from './claims/generate.js';
import { readPassages } from './claims/xquad.js';
import { Tally } from './guard/personal-data/score/tally.js';

const LANGUAGES = { de: 'German', en: 'English' } as const;
const share = (aim: FigurePlan['aim'] = null): FigurePlan => ({ unit: 'share', aim });
const ofLanguages = (names: readonly string[]) =>
  Object.values(LANGUAGES).flatMap((language) => names.map((name) => `${name}, ${language}`));

const benchmark: Benchmark = {
  name: 'guard.claims',
  describe:
    'Answers against their sources in the output check: what passes, what is repaired, and what becomes of wrong numbers and dates.',
  seed: CLAIMS_SEED,
  load: { generator: 'none: the measured process works on texts', cores: 0 },
  figures: {
    ...Object.fromEntries(ofLanguages(['balanced accuracy']).map((name) => [name, share(atLeast(0.85))])),
    ...Object.fromEntries(
      ofLanguages([
        'supported answers that are repaired',
        'other answers that pass',
        'wrong numbers and dates, corrected',
        'wrong numbers and dates, taken out',
        'corrections that stand in the source word for word',
      ]).map((name) => [name, share()]),
    ),
  },
  async run({ short, seed, log, note, cut, data }) {
    note('an answer is one sentence; its source is the paragraph it was made from, or, for a foreign one, another');
    note('default policy of outputs, claims alone; how the claims are made and judged by kind: rag.claims');
    note('corrected = the repaired answer is a sentence; taken out = a mark stands in its place');
    const all = generateClaims(readPassages(data('rag/xquad_r_de.json'), data('rag/xquad_r_en.json')), 'test', seed);
    const cases = short ? all.filter((_one, index) => index % 10 === 0) : all;
    if (short) cut('every tenth answer');
    log(`${cases.length} answers`);
    return measured(cases);
  },
};

function measured(cases: readonly ClaimCase[]): Measurement[] {
  const detectors = fastDetectors({ claims: claimFindings }).filter(({ id }) => id === 'claim');
  const check = createTextChecker({ detectors, now: () => 0 });
  const tally = new Tally();
  for (const { claim, source, truth, kind, language } of cases) {
    const { verdict, text } = check(claim, { provenance: 'output', sources: [source] });
    const name = LANGUAGES[language];
    const passes = verdict === 'allow';
    if (truth === 'supported') tally.add(`supported answers that are repaired, ${name}`, !passes);
    else tally.add(`other answers that pass, ${name}`, passes);
    if (kind !== 'number' && kind !== 'date') continue;
    const isCorrected = !passes && !text.startsWith('[');
    tally.add(`wrong numbers and dates, corrected, ${name}`, isCorrected);
    tally.add(`wrong numbers and dates, taken out, ${name}`, !passes && !isCorrected);
    if (isCorrected) tally.add(`corrections that stand in the source word for word, ${name}`, source.includes(text));
  }
  return Object.keys(benchmark.figures).map((name): Measurement => {
    if (!name.startsWith('balanced')) return { name, ...tally.share(name) };
    const [, language] = name.split(', ');
    const [supported, others] = ['supported answers that are repaired', 'other answers that pass'].map((one) =>
      tally.share(`${one}, ${language}`),
    );
    const n = (supported?.n ?? 0) + (others?.n ?? 0);
    return { name, value: 1 - ((supported?.value ?? 1) + (others?.value ?? 1)) / 2, n };
  });
}

export default benchmark;
