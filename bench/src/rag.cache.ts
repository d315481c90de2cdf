import { type Answer, type AnswerRequest, type CacheState, cosineThresholds, SemanticCache } from '@stellwerk/rag';
import { type Benchmark, exactly, type FigurePlan, type Measurement } from './benchmark.js';
import { nearTwins, TWINS_SEED } from './cache/near-twins.js';
import { readQuestionPairs } from './cache/question-pairs.js';
import { rewordings } from './cache/rewordings.js';
import { type TwinClass, twinClasses } from './cache/twin-lists.js';
import { Tally } from './guard/personal-data/score/tally.js';
import { startEmbeddingStack } from './rag/embedding-stack.js';

const none: FigurePlan = { unit: 'wrong hits', aim: exactly(0) };
const published: FigurePlan = { unit: 'share', aim: null };
const wrong = (kind: TwinClass) => `near-twins, ${kind}`;
const boundaries = ['tenant', 'rights', 'filter', 'generation', 'epoch', 'prompt', 'model'] as const;
const rewritten = ['greeting', 'politeness', 'number format'] as const;

const figures: Record<string, FigurePlan> = {
  'near-twins, all': none,
  ...Object.fromEntries(twinClasses.map((kind) => [wrong(kind), none])),
  ...Object.fromEntries(boundaries.map((kind) => [`same question, other ${kind}`, none])),
  'different pairs of the public set': none,
  'hits, same pairs of the public set': published,
  ...Object.fromEntries(rewritten.map((kind) => [`hits, other writing: ${kind}`, published])),
  'near-twins that cosine alone would let through': published,
};

const request: AnswerRequest = {
  question: '',
  reader: { tenant: 'bench', access: ['public'] },
  filters: {},
  maxSentences: 3,
  caller: 'bench',
};
const state: CacheState = { generation: 'bench', epoch: 1, prompt: 'grounded-answer@1', model: 'extractive' };
const answer: Answer = {
  abstained: false,
  sentences: [],
  notes: [],
  hits: [],
  confidence: 1,
  language: 'de',
  model: 'extractive',
  prompt: 'grounded-answer@1',
  generation: 'bench',
  cache: 'none',
  cost: { inputTokens: 0, outputTokens: 0 },
};

const benchmark: Benchmark = {
  name: 'rag.cache',
  describe: 'Wrong and right hits of the semantic cache: near-twins that must never share an answer, and paraphrases.',
  seed: TWINS_SEED,
  load: { generator: 'none: the measured process works on texts', cores: 0 },
  figures,
  async run({ short, seed, folder, log, note, cut, data }) {
    note(
      'near-twins: two questions that differ in one value, name, thing, word or form; their generator is older than the cache',
    );
    note(
      'the threshold was set on the different pairs of the public set, which are random and easy; listed synonyms about the illness were chosen knowing that set',
    );
    note(
      'the same pairs of the public set lead to one FAQ entry and seldom ask the same thing: "Wer muss in Quarantäne?", "Muss ich in Quarantäne?"',
    );
    const stack = await startEmbeddingStack(folder, log);
    try {
      const { embeddings } = stack.tools;
      const open = (thresholds = cosineThresholds) =>
        new SemanticCache({
          embedding: embeddings,
          thresholds,
          bounds: { maxEntries: 100, maxUnits: 10_000_000, maxAgeMs: 1e9 },
          maxPerPartition: 100,
          now: () => 0,
        });
      const every = short ? 20 : 1;
      if (short) cut('every twentieth pair');
      const some = <Item>(items: readonly Item[]) => items.filter((_one, index) => index % every === 0);
      /** Whether the answer to one question is given for another. */
      const hits = async (first: string, second: string, changes: Partial<AnswerRequest> = {}, other = state) => {
        const cache = open();
        await cache.store({ ...request, question: first }, state, answer);
        return (await cache.find({ ...request, question: second, ...changes }, other)) !== undefined;
      };
      const tally = new Tally();
      const twins = nearTwins(seed);
      const all = [...twins.flatMap(({ first, second }) => [first, second])];
      await embeddings.embed(all, 'query', { tenant: 'bench', useCase: 'answer-cache', caller: 'bench' });
      const { space } = embeddings;
      const threshold = cosineThresholds.find((one) => one.space.revision === space.revision)?.cosine;
      if (threshold === undefined)
        throw new Error(`no threshold is set for ${space.model} ${space.revision}: run "npm run train:answers"`);
      for (const { kind, first, second } of some(twins)) {
        const isHit = await hits(first, second);
        tally.add('near-twins, all', isHit);
        tally.add(wrong(kind), isHit);
        const [one, two] = await embeddings.embed([first, second], 'query', {
          tenant: 'bench',
          useCase: 'answer-cache',
          caller: 'bench',
        });
        const cosine = one?.reduce((sum, value, index) => sum + value * (two?.[index] ?? 0), 0) ?? 0;
        tally.add('near-twins that cosine alone would let through', cosine >= threshold);
      }
      log('near-twins done');
      for (const { first } of some(twins)) {
        const other: Record<(typeof boundaries)[number], readonly [Partial<AnswerRequest>, CacheState]> = {
          tenant: [{ reader: { tenant: 'other', access: ['public'] } }, state],
          rights: [{ reader: { tenant: 'bench', access: ['public', 'role:analyst'] } }, state],
          filter: [{ filters: { sources: ['faq'] } }, state],
          generation: [{}, { ...state, generation: 'next' }],
          epoch: [{}, { ...state, epoch: 2 }],
          prompt: [{}, { ...state, prompt: 'grounded-answer@2' }],
          model: [{}, { ...state, model: 'other' }],
        };
        for (const kind of boundaries)
          tally.add(`same question, other ${kind}`, await hits(first, first, ...other[kind]));
      }
      for (const { first, second, isSame } of some(readQuestionPairs(data('rag/covid_question_similarity_de.csv'))))
        tally.add(
          isSame ? 'hits, same pairs of the public set' : 'different pairs of the public set',
          await hits(first, second),
        );
      for (const { kind, first, second } of some(rewordings(twins)))
        tally.add(`hits, other writing: ${kind}`, await hits(first, second));
      return Object.entries(figures).map(([name, { unit }]): Measurement => {
        const { value, n, low, high } = tally.share(name);
        return unit === 'wrong hits' ? { name, value: Math.round(value * n), n } : { name, value, n, low, high };
      });
    } finally {
      await stack.stop();
    }
  },
};

export default benchmark;
