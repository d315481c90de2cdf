import { createClaimVerifier } from '@stellwerk/claims';
import { atLeast, atMost, type Benchmark, type FigurePlan, type Measurement } from './benchmark.js';
import { CLAIMS_SEED, type ClaimCase, generateClaims } from './claims/generate.js';
import { harmlessClasses } from './claims/harmless.js';
import { perturbationClasses } from './claims/perturbations.js';
import { readPassages } from './claims/xquad.js';
import { Tally } from './guard/personal-data/score/tally.js';

const LANGUAGES = { de: 'German', en: 'English' } as const;
const RECALL = { number: 0.95, date: 0.95, negation: 0.95, entity: 0.9, direction: 0.9 } as const;
const FALSE_ALARMS = { verbatim: 0.01, framed: 0.05, formatted: 0.05, shortened: 0.05 } as const;
const share = (aim: FigurePlan['aim']): FigurePlan => ({ unit: 'share', aim });

const figures: Record<string, FigurePlan> = {};
for (const language of Object.values(LANGUAGES)) {
  for (const kind of perturbationClasses) {
    figures[`contradicted, ${kind}, ${language}`] = share(atLeast(RECALL[kind]));
    figures[`not passed, ${kind}, ${language}`] = share(null);
  }
  for (const kind of harmlessClasses) figures[`false alarms, ${kind}, ${language}`] = share(atMost(FALSE_ALARMS[kind]));
  figures[`not found, foreign, ${language}`] = share(null);
  figures[`balanced accuracy, ${language}`] = share(atLeast(0.85));
}

const benchmark: Benchmark = {
  name: 'rag.claims',
  describe:
    'Claims made from encyclopaedia paragraphs (test part alone), held against their paragraph without a model.',
  seed: CLAIMS_SEED,
  load: { generator: 'none: the measured process works on texts', cores: 0 },
  figures,
  async run({ short, seed, log, note, cut, data }) {
    note('contradicted = that verdict and no other; not passed = contradicted or not found');
    note('balanced accuracy = mean of the shares of supported claims passed and of all other claims not passed');
    note(
      'opposites, names and frames of the test part are in no list of the development part; the verifier was built on the latter',
    );
    note('perturbed claims keep all other words of their sentence; free paraphrases are not part of this set');
    const passages = readPassages(data('rag/xquad_r_de.json'), data('rag/xquad_r_en.json'));
    const all = generateClaims(passages, 'test', seed);
    const cases = short ? all.filter((_one, index) => index % 10 === 0) : all;
    if (short) cut('every tenth claim');
    log(`${cases.length} claims`);
    return measured(cases);
  },
};

function measured(cases: readonly ClaimCase[]): Measurement[] {
  const tally = new Tally();
  let source = '';
  let verify = createClaimVerifier([]);
  for (const one of cases) {
    if (one.source !== source) {
      source = one.source;
      verify = createClaimVerifier([source]);
    }
    const { verdict } = verify(one.claim);
    const name = `${one.kind}, ${LANGUAGES[one.language]}`;
    const isPassed = verdict === 'supported';
    if (one.truth === 'supported') tally.add(`false alarms, ${name}`, !isPassed);
    else if (one.truth === 'not-found') tally.add(`not found, ${name}`, verdict === 'not-found');
    else {
      tally.add(`contradicted, ${name}`, verdict === 'contradicted');
      tally.add(`not passed, ${name}`, !isPassed);
    }
    tally.add(
      `${one.truth === 'supported' ? 'right' : 'wrong'} ${one.language}`,
      isPassed === (one.truth === 'supported'),
    );
  }
  return Object.keys(figures).map((name): Measurement => {
    const language = name.startsWith('balanced') ? (name.endsWith('German') ? 'de' : 'en') : undefined;
    if (!language) return { name, ...tally.share(name) };
    const [right, wrong] = [tally.share(`right ${language}`), tally.share(`wrong ${language}`)];
    return { name, value: (right.value + wrong.value) / 2, n: right.n + wrong.n };
  });
}

export default benchmark;
