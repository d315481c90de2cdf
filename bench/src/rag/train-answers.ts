import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type AbstentionModel, abstentionFeatures, confidenceOf, cosineThreshold, featureNames } from '@stellwerk/rag';
import { readQuestionPairs } from '../cache/question-pairs.js';
import { dataFolder } from '../config.js';
import { repositoryRoot } from '../surroundings.js';
import { answerCorpora, isDevelopmentArticle } from './answer-corpora.js';
import { type AnswerExample, answerExamples } from './answer-examples.js';
import { benchGuard } from './answer-knowledge.js';
import { startEmbeddingStack } from './embedding-stack.js';
import { fitLogistic, fitRanking } from './fit.js';
import { atCoverage } from './risk-coverage.js';

/** Share of answerable questions of the development articles that are to be answered. */
const COVERAGE = 0.92;
/** Every so-manieth question of the development articles is learnt from. */
const EVERY = 9;
/** Articles are left out in so many groups, so that few indexes are built. */
const GROUPS = 5;
/** Share of different questions that may reach the cosine of the semantic cache. */
const CACHE_ERROR_RATE = 0.01;
/** What a model without cosines reads. */
const LEXICAL = abstentionFeatures.filter((name) => !name.includes('cosine') && name !== 'score-margin');

const log = (message: string) => void process.stderr.write(`${message}\n`);
const sources = join(repositoryRoot, 'services/rag/src');

/** Learns on development articles alone how answers are ordered and when none is given, and writes both into the service. */
async function main(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'stellwerk-train-'));
  const stack = await startEmbeddingStack(folder, log);
  try {
    const file = (name: string) => join(dataFolder, 'rag', name);
    const { embeddings } = stack.tools;
    const corpora = await answerCorpora({ de: file('xquad_r_de.json'), en: file('xquad_r_en.json') }, stack.tools);
    const guard = benchGuard();
    const examples: AnswerExample[] = [];
    for (const asked of corpora) {
      const isOwn = asked.questions.map(({ article }, index) => isDevelopmentArticle(article) && index % EVERY === 0);
      const own = {
        ...asked,
        questions: asked.questions.filter((_one, index) => isOwn[index]),
        corpus: { ...asked.corpus, questions: asked.corpus.questions.filter((_one, index) => isOwn[index]) },
      };
      examples.push(...(await answerExamples(own, stack.tools, guard, log, (article) => article % GROUPS)));
    }
    writeConstant(
      'answers/extractive/weights',
      'rankingWeights',
      "import type { FeatureName } from './features.js';",
      'Readonly<Partial<Record<FeatureName, number>>>',
      rankingOf(examples),
    );
    const models = [
      abstentionOf(examples, embeddings.space.model, abstentionFeatures),
      abstentionOf(examples, null, LEXICAL),
    ];
    writeConstant(
      'answers/abstention/shipped',
      'abstentionModels',
      "import type { AbstentionModel } from './calibration.js';",
      'readonly AbstentionModel[]',
      models,
    );
    const pairs = readQuestionPairs(file('covid_question_similarity_de.csv')).filter(({ isSame }) => !isSame);
    const context = { tenant: 'bench', useCase: 'answer-cache', caller: 'bench' };
    const [first, second] = await Promise.all(
      [pairs.map((pair) => pair.first), pairs.map((pair) => pair.second)].map((texts) =>
        embeddings.embed(texts, 'query', context),
      ),
    );
    const cosines = pairs.map((_pair, index) => dot(first?.[index], second?.[index]));
    const { model, revision } = embeddings.space;
    const cosine = rounded(cosineThreshold(cosines, CACHE_ERROR_RATE));
    const errorRate = cosines.filter((one) => one >= cosine).length / cosines.length;
    writeConstant(
      'cache/thresholds',
      'cosineThresholds',
      "import type { CosineThreshold } from './semantic-cache.js';",
      'readonly CosineThreshold[]',
      [{ space: { model, revision }, cosine, errorRate: rounded(errorRate), pairs: pairs.length }],
    );
  } finally {
    await stack.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

function rankingOf(examples: readonly AnswerExample[]) {
  const lists = examples
    .filter(({ isAnswerable }) => isAnswerable)
    .map(({ candidates, isGold }) => ({ rows: candidates, isGold }));
  const weights = fitRanking(lists, featureNames.length);
  return Object.fromEntries(featureNames.map((name, index) => [name, rounded(weights[index] ?? 0)]));
}

function abstentionOf(
  examples: readonly AnswerExample[],
  embedding: string | null,
  names: readonly (typeof abstentionFeatures)[number][],
): AbstentionModel {
  const places = names.map((name) => abstentionFeatures.indexOf(name));
  const rows = examples.flatMap(({ abstention, isAnswerable }) =>
    abstention ? [{ row: places.map((place) => abstention[place] ?? 0), holds: isAnswerable }] : [],
  );
  const { weights, bias } = fitLogistic(rows, names.length);
  const model: AbstentionModel = {
    embedding,
    bias: rounded(bias),
    weights: Object.fromEntries(names.map((name, index) => [name, rounded(weights[index] ?? 0)])),
    threshold: 0,
  };
  const judged = examples.map(({ abstention, isAnswerable }) => ({
    isAnswerable,
    confidence: confidenceOf(model, abstention),
  }));
  return { ...model, threshold: rounded(atCoverage(judged, COVERAGE).threshold) };
}

const rounded = (value: number): number => Math.round(value * 1e4) / 1e4;
const dot = (one: Float32Array | undefined, other: Float32Array | undefined): number =>
  one && other ? one.reduce((sum, value, index) => sum + value * (other[index] ?? 0), 0) : 0;

function writeConstant(file: string, name: string, imports: string, type: string, value: unknown): void {
  const text = `${imports}\n\n// Written by \`npm run train:answers\`.\nexport const ${name}: ${type} = ${JSON.stringify(value, null, 2)};\n`;
  writeFileSync(join(sources, `${file}.ts`), text);
  log(`${name}: ${JSON.stringify(value)}`);
}

await main();
