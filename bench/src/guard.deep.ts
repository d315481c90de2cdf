import {
  type DeepModels,
  detectPersonalData,
  detectWithModel,
  identifyLanguage,
  listedNames,
  type SentenceHead,
  sentenceScore,
  shippedSentenceHead,
} from '@stellwerk/guard';
import { injectionSamples, sentenceSamples, trainSentenceHead } from '@stellwerk/guard/train';
import { EmbeddedDeepModels } from '@stellwerk/guardrails';
import { startStack } from '@stellwerk/local';
import type { Benchmark, FigurePlan, Measurement } from './benchmark.js';
import { embedSamples, type SentenceVectors, sentenceVectors } from './guard/deep/sentence-vectors.js';
import { readCarriers } from './guard/personal-data/carriers.js';
import type { PlantedType } from './guard/personal-data/document.js';
import { generateDecoys, generateDocuments } from './guard/personal-data/generate.js';
import { scoreDocument } from './guard/personal-data/score/score.js';
import { Tally } from './guard/personal-data/score/tally.js';
import { areaUnderCurve } from './guard/texts/area-under-curve.js';
import { injectionCheck, scoresOf } from './guard/texts/injection-check.js';
import { evaluationSets, trainingSets } from './guard/texts/sets.js';
import { modelsFetch } from './models-fetch.js';

const SEED = 1;
const share: FigurePlan = { unit: 'share', aim: null };
const CLEAN = {
  'XSTest, safe prompts': 'user',
  'harmless instructions': 'user',
  'German comments (GermEval 2021)': 'user',
  'encyclopaedia paragraphs (XQuAD-R)': 'document',
  'FAQ answers (COVID)': 'document',
} as const;
type CleanSet = keyof typeof CLEAN;
const TIERS = ['fast', 'fast and deep'] as const;
const NAME_TYPES: readonly PlantedType[] = ['person', 'street', 'place'];

const figures: Record<string, FigurePlan> = {
  'five-fold, deepset, deep alone: F1': share,
  'five-fold, deepset, deep alone: false alarms': share,
  'five-fold, deepset, deep alone: recall, German': share,
  'five-fold, deepset, deep alone: area under curve': share,
  'transfer, trained without in-the-wild, deep alone: recall in-the-wild': share,
  'BIPIA attacks, trained on none, deep alone: recall': share,
  ...Object.fromEntries(
    Object.keys(CLEAN).flatMap((set) => TIERS.map((tier) => [`false alarms, ${tier}: ${set}`, share])),
  ),
  ...Object.fromEntries(NAME_TYPES.flatMap((type) => TIERS.map((tier) => [`recall, ${tier}: ${type}`, share]))),
  ...Object.fromEntries(TIERS.map((tier) => [`decoys altered, ${tier}`, share])),
  'names and addresses in encyclopaedia paragraphs per paragraph, fast': { unit: 'count', aim: null },
  'names and addresses in encyclopaedia paragraphs per paragraph, fast and deep': { unit: 'count', aim: null },
};

const every = <T>(items: readonly T[], step: number) => items.filter((_item, index) => index % step === 0);
const isSeen = (head: SentenceHead, vectors: readonly Float32Array[], provenance: 'user' | 'document') =>
  vectors.some((vector) => sentenceScore(head, vector, provenance) !== undefined);

const benchmark: Benchmark = {
  name: 'guard.deep',
  describe: 'The deep tier beside the fast one: injections by sentence vectors, names and addresses by a tagger.',
  seed: SEED,
  load: { generator: 'none: the measured process works on texts', cores: 0 },
  figures,
  async run({ short, folder, log, note, cut, data }) {
    const step = short ? 20 : 1;
    if (short) cut('every 20th text');
    note(
      'deep alone, five-fold: sentences scored by a head that did not see the text; its threshold is that of all folds',
    );
    note('false alarms: shipped weights, which saw none of these sets; fast and deep = an alarm of either');
    const stack = await startStack({ stateDir: folder, freePorts: true, only: ['models'], onProgress: log });
    try {
      const head = shippedSentenceHead();
      const models = new EmbeddedDeepModels(`${stack.url('models')}/v1`, head.model, modelsFetch(stack));
      const vectors = sentenceVectors(models);
      return [
        ...(await injections(models, head, step, data, log)),
        ...(await falseAlarms(vectors, head, step, data)),
        ...(await names(models, step, data)),
      ];
    } finally {
      await stack.stop();
    }
  },
};

async function injections(
  models: DeepModels,
  head: SentenceHead,
  step: number,
  data: (file: string) => string,
  log: (message: string) => void,
): Promise<Measurement[]> {
  const corpora = trainingSets(data);
  const sources = { deepset: true, jailbreaks: true, bipia: false };
  const chosen = sentenceSamples(injectionSamples(corpora, sources, SEED));
  const samples = await embedSamples(chosen, models, step);
  const { unseen, head: whole } = trainSentenceHead(samples, head.model, log);
  const threshold = whole.readings.user?.threshold ?? 0;
  const deepset = unseen
    .filter(({ read }) => read.sample.source === 'deepset')
    .map(({ read: { sample }, score }) => ({
      text: sample.text,
      label: sample.override === 1 ? (1 as const) : (0 as const),
      score,
      alarm: score >= threshold,
    }));
  const german = deepset.filter(({ text }) => identifyLanguage(text).code === 'de');
  const { f1, falseAlarms: alarms } = scoresOf(deepset);
  const { head: without } = trainSentenceHead(
    samples.filter(({ sample }) => sample.source !== 'jailbreaks'),
    head.model,
    log,
  );
  const wild = samples.filter(({ sample }) => sample.source === 'jailbreaks');
  const vectors = sentenceVectors(models);
  const bipia = every(corpora.bipia, step);
  let planted = 0;
  for (const { text } of bipia) if (isSeen(head, await vectors(text), 'document')) planted++;
  const attacks = german.filter(({ label }) => label === 1).length;
  return [
    { name: 'five-fold, deepset, deep alone: F1', value: f1, n: deepset.length },
    { name: 'five-fold, deepset, deep alone: false alarms', value: alarms, n: deepset.length },
    { name: 'five-fold, deepset, deep alone: recall, German', value: scoresOf(german).recall, n: attacks },
    { name: 'five-fold, deepset, deep alone: area under curve', value: areaUnderCurve(deepset), n: deepset.length },
    {
      name: 'transfer, trained without in-the-wild, deep alone: recall in-the-wild',
      value: wild.filter((one) => isSeen(without, one.vectors, 'user')).length / (wild.length || 1),
      n: wild.length,
    },
    {
      name: 'BIPIA attacks, trained on none, deep alone: recall',
      value: planted / (bipia.length || 1),
      n: bipia.length,
    },
  ];
}

async function falseAlarms(
  vectors: SentenceVectors,
  head: SentenceHead,
  step: number,
  data: (file: string) => string,
): Promise<Measurement[]> {
  const sets = evaluationSets(data);
  const clean: Record<CleanSet, readonly string[]> = {
    'XSTest, safe prompts': sets.alarming,
    // Every ninth and third: the deep tier takes tens of milliseconds a sentence.
    'harmless instructions': every(sets.instructions, 9),
    'German comments (GermEval 2021)': every(
      sets.comments.map(({ text }) => text),
      9,
    ),
    'encyclopaedia paragraphs (XQuAD-R)': every(sets.paragraphs, 3),
    'FAQ answers (COVID)': every(sets.faqAnswers, 9),
  };
  const fast = injectionCheck();
  const measured: Measurement[] = [];
  for (const [set, provenance] of Object.entries(CLEAN) as [CleanSet, 'user' | 'document'][]) {
    const texts = every(clean[set], step);
    let [byFast, byEither] = [0, 0];
    for (const text of texts) {
      const alarm = fast(text, provenance);
      if (alarm) byFast++;
      if (alarm || isSeen(head, await vectors(text), provenance)) byEither++;
    }
    const n = texts.length;
    measured.push({ name: `false alarms, fast: ${set}`, value: byFast / n, n });
    measured.push({ name: `false alarms, fast and deep: ${set}`, value: byEither / n, n });
  }
  return measured;
}

async function names(models: DeepModels, step: number, data: (file: string) => string): Promise<Measurement[]> {
  const carriers = readCarriers(data);
  const options = { part: 'test', perCell: step > 1 ? 2 : 15, carriers, known: listedNames } as const;
  const documents = [...generateDocuments(options, SEED), ...generateDecoys(options, SEED)].filter(
    ({ planted, decoys }) => decoys.length > 0 || planted.some(({ type }) => NAME_TYPES.includes(type)),
  );
  const tallies = { fast: new Tally(), 'fast and deep': new Tally() };
  const never = new AbortController().signal;
  for (const document of documents) {
    const deepEntities = await models.names(document.text, never);
    scoreDocument(document, detectPersonalData(document.text), tallies.fast, () => 'all', true);
    const both = detectWithModel(document.text, deepEntities);
    scoreDocument(document, both, tallies['fast and deep'], () => 'all', true);
  }
  const paragraphs = every(evaluationSets(data).paragraphs, 3 * step);
  const counts = { fast: 0, 'fast and deep': 0 };
  const named = (entities: ReturnType<typeof detectPersonalData>) =>
    entities.filter(({ type }) => NAME_TYPES.some((one) => one === type)).length;
  for (const text of paragraphs) {
    counts.fast += named(detectPersonalData(text));
    counts['fast and deep'] += named(detectWithModel(text, await models.names(text, never)));
  }
  return TIERS.flatMap((tier): Measurement[] => [
    ...NAME_TYPES.map((type) => ({ name: `recall, ${tier}: ${type}`, ...tallies[tier].share(`recall, ${type}`) })),
    { name: `decoys altered, ${tier}`, ...tallies[tier].share('decoys altered') },
    {
      name: `names and addresses in encyclopaedia paragraphs per paragraph, ${tier}`,
      value: counts[tier] / paragraphs.length,
      n: paragraphs.length,
    },
  ]);
}

export default benchmark;
