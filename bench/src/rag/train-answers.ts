import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type AbstentionModel, abstentionFeatures, confidenceOf, featureNames } from '@stellwerk/rag';
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
      abstentionOf(examples, stack.tools.embeddings.space.model, abstentionFeatures),
      abstentionOf(examples, null, LEXICAL),
    ];
    writeConstant(
      'answers/abstention/shipped',
      'abstentionModels',
      "import type { AbstentionModel } from './calibration.js';",
      'readonly AbstentionModel[]',
      models,
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
function writeConstant(file: string, name: string, imports: string, type: string, value: unknown): void {
  const text = `${imports}\n\n// Written by \`npm run train:answers\`.\nexport const ${name}: ${type} = ${JSON.stringify(value, null, 2)};\n`;
  writeFileSync(join(sources, `${file}.ts`), text);
  log(`${name}: ${JSON.stringify(value)}`);
}

await main();
