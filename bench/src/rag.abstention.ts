import { abstentionModels, confidenceOf } from '@stellwerk/rag';
import { atLeast, atMost, type Benchmark, type FigurePlan, type Measurement } from './benchmark.js';
import { answerCorpora, directions, isDevelopmentArticle } from './rag/answer-corpora.js';
import { answerExamples } from './rag/answer-examples.js';
import { benchGuard } from './rag/answer-knowledge.js';
import { startEmbeddingStack } from './rag/embedding-stack.js';
import { atCoverage, type Judged, pointAt } from './rag/risk-coverage.js';

/** Shares of answerable questions at which the curve is published. */
const COVERAGES = [0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.99];
const share = (aim: FigurePlan['aim'] = null): FigurePlan => ({ unit: 'share', aim });
const curve = (direction: string, coverage: number) => `${direction}, unanswerable answered at ${coverage} answered`;
const variants = ['with embeddings', 'lexical alone'] as const;

const figures: Record<string, FigurePlan> = {};
for (const direction of [...directions, 'all']) {
  for (const coverage of COVERAGES) figures[curve(direction, coverage)] = share(coverage === 0.9 ? atMost(0.05) : null);
  figures[`${direction}, answerable answered as shipped`] = share(atLeast(0.9));
  figures[`${direction}, unanswerable answered as shipped`] = share(atMost(0.05));
  figures[`${direction}, lexical alone, unanswerable answered at 0.9 answered`] = share();
}

const benchmark: Benchmark = {
  name: 'rag.abstention',
  describe:
    'How many unanswerable questions are answered at each share of answerable ones: the risk–coverage curve of abstention.',
  seed: null,
  load: { generator: 'none: quality only, times play no part', cores: 0 },
  figures,
  async run({ short, folder, data, log, note, cut }) {
    note(
      'answerable = the question against the whole corpus of a language; unanswerable = the same question against the corpus without its own article: it is asked of the other 47',
    );
    note(
      'questions are those of the articles whose index modulo 5 is 3 or 4 (19 of 48); model and threshold were fitted on the others',
    );
    note('"as shipped" = at the threshold in the service, which was set on the development articles');
    const stack = await startEmbeddingStack(folder, log);
    try {
      if (short) cut('every tenth question');
      const files = { de: data('rag/xquad_r_de.json'), en: data('rag/xquad_r_en.json') };
      const guard = benchGuard();
      const judged = new Map<string, Judged[]>();
      const add = (name: string, one: Judged) => judged.set(name, [...(judged.get(name) ?? []), one]);
      for (const asked of await answerCorpora(files, stack.tools)) {
        const keeps = asked.questions.map(
          ({ article }, index) => !isDevelopmentArticle(article) && (!short || index % 10 === 0),
        );
        const own = {
          ...asked,
          questions: asked.questions.filter((_one, index) => keeps[index]),
          corpus: { ...asked.corpus, questions: asked.corpus.questions.filter((_one, index) => keeps[index]) },
        };
        for (const { abstention, isAnswerable, direction } of await answerExamples(own, stack.tools, guard, log))
          for (const [index, variant] of variants.entries()) {
            const model = abstentionModels.filter(({ embedding }) => (embedding === null) === (index === 1))[0];
            if (!model) throw new Error(`there is no model ${variant}`);
            const one = { confidence: confidenceOf(model, abstention), isAnswerable };
            add(`${direction} ${variant}`, one);
            add(`all ${variant}`, one);
          }
      }
      const threshold = abstentionModels.find(({ embedding }) => embedding !== null)?.threshold ?? 0;
      return [...directions, 'all'].flatMap((direction): Measurement[] => {
        const [own = [], lexical = []] = variants.map((variant) => judged.get(`${direction} ${variant}`) ?? []);
        const n = own.length / 2;
        const shipped = pointAt(own, threshold);
        return [
          ...COVERAGES.map((coverage) => ({
            name: curve(direction, coverage),
            value: atCoverage(own, coverage).risk,
            n,
          })),
          { name: `${direction}, answerable answered as shipped`, value: shipped.coverage, n },
          { name: `${direction}, unanswerable answered as shipped`, value: shipped.risk, n },
          {
            name: `${direction}, lexical alone, unanswerable answered at 0.9 answered`,
            value: atCoverage(lexical, 0.9).risk,
            n,
          },
        ];
      });
    } finally {
      await stack.stop();
    }
  },
};

export default benchmark;
