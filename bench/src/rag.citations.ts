import { type AbstentionModel, type Answer, createAnswerer, type Retriever, shippedPrompt } from '@stellwerk/rag';
import { atLeast, type Benchmark, exactly, type FigurePlan, type Measurement } from './benchmark.js';
import { Tally } from './guard/personal-data/score/tally.js';
import { answerCorpora, directions, isDevelopmentArticle } from './rag/answer-corpora.js';
import { benchGuard, knowledgeOf } from './rag/answer-knowledge.js';
import { startEmbeddingStack } from './rag/embedding-stack.js';
import { readGoldAnswers } from './rag/gold-answers.js';

/** Sentences that are asked for; what is longer is asked in one direction alone. */
const LENGTHS = [1, 3, 5];
const share = (aim: FigurePlan['aim'] = null): FigurePlan => ({ unit: 'share', aim });
/** models.md §1. */
const firstAims: Readonly<Record<string, number>> = { 'de→de': 0.76, 'en→en': 0.81 };

const figures: Record<string, FigurePlan> = {
  answers: { unit: 'answers', aim: atLeast(10_000) },
  citations: { unit: 'citations', aim: null },
  'quoted text equals the stored slice': share(exactly(1)),
};
for (const direction of directions) {
  const aim = firstAims[direction];
  figures[`${direction}, gold sentence first`] = share();
  figures[`${direction}, gold sentence first, other articles`] = share(aim === undefined ? null : atLeast(aim));
  figures[`${direction}, gold sentence among three`] = share();
  figures[`${direction}, span contains the gold answer when the answer is right`] = share(atLeast(0.95));
}

/** Every question is answered: when to answer none is `rag.abstention`'s. */
const always: AbstentionModel = { embedding: null, bias: 0, weights: {}, threshold: 0 };

const benchmark: Benchmark = {
  name: 'rag.citations',
  describe:
    'Extractive answers to the human-written questions of XQuAD-R: every quotation against the stored text, and whether it carries the answer.',
  seed: null,
  load: { generator: 'none: quality only, times play no part', cores: 0 },
  figures,
  async run({ short, folder, data, log, note, cut }) {
    note(
      'every question in four directions, with one and three sentences, and with five from German to German; no question is abstained from',
    );
    note(
      'an answer is right where its first sentence overlaps the human answer in the right paragraph; 8 German and 3 English answers cross a sentence boundary, and no sentence contains them',
    );
    note(
      'the order of sentences was learnt on the articles whose index modulo 5 is below 3; "other articles" are the 19 that it never saw',
    );
    const stack = await startEmbeddingStack(folder, log);
    try {
      if (short) cut('every twentieth question');
      const files = { de: data('rag/xquad_r_de.json'), en: data('rag/xquad_r_en.json') };
      const gold = { de: readGoldAnswers(files.de), en: readGoldAnswers(files.en) };
      const guard = benchGuard();
      const tally = new Tally();
      let [answers, citations] = [0, 0];
      for (const { direction, questions, corpus, index } of await answerCorpora(files, stack.tools)) {
        const { retriever, texts } = knowledgeOf(index, stack.tools);
        const answerer = createAnswerer({
          retriever: remembering(retriever),
          texts,
          guard,
          prompt: { name: 'grounded-answer', version: '0', spec: shippedPrompt },
          abstention: [always],
          deadline: (timeoutMs) => AbortSignal.timeout(timeoutMs),
        });
        const places = direction.endsWith('de') ? gold.de : gold.en;
        const stored = new Map(index.documents.map(({ id, text }) => [id, text]));
        for (const [at, question] of questions.entries()) {
          if (short && at % 20 !== 0) continue;
          const [place, own] = [places.get(question.id), corpus.questions[at]];
          if (!place || !own) throw new Error(`question ${question.id} has no answer`);
          for (const maxSentences of direction === 'de→de' ? LENGTHS : LENGTHS.slice(0, 2)) {
            const reader = { tenant: 'bench', access: ['public'] };
            const request = { question: question.text, reader, filters: {}, maxSentences, caller: 'bench' };
            const answer = await answerer.answer(request, { requestId: `${question.id}/${maxSentences}` });
            answers++;
            for (const citation of citationsOf(answer)) {
              citations++;
              const slice = stored.get(citation.documentId)?.slice(citation.start, citation.end);
              tally.add('quoted text equals the stored slice', slice === citation.quote && slice !== '');
            }
            const inPlace = citationsOf(answer).map(
              ({ documentId, start, end }) =>
                Number(documentId.split('-')[1]) === own.paragraph && start < place.end && place.start < end,
            );
            if (maxSentences === 3)
              tally.add(`${direction}, gold sentence among three`, inPlace.slice(0, 3).includes(true));
            if (maxSentences !== 1) continue;
            const isRight = inPlace[0] === true;
            tally.add(`${direction}, gold sentence first`, isRight);
            if (!isDevelopmentArticle(question.article))
              tally.add(`${direction}, gold sentence first, other articles`, isRight);
            const [first] = citationsOf(answer);
            if (isRight && first)
              tally.add(
                `${direction}, span contains the gold answer when the answer is right`,
                first.start <= place.start && place.end <= first.end,
              );
          }
          if (at % 200 === 0) log(`${direction}: question ${at}`);
        }
      }
      return Object.keys(figures).map((name): Measurement => {
        if (name === 'answers') return { name, value: answers, n: answers };
        if (name === 'citations') return { name, value: citations, n: citations };
        return { name, ...tally.share(name) };
      });
    } finally {
      await stack.stop();
    }
  },
};

const citationsOf = ({ sentences }: Answer) => sentences.flatMap((sentence) => sentence.citations);

/** A question is searched for once, however many answers are made of it. */
function remembering(retriever: Retriever): Retriever {
  let last: { readonly query: string; readonly result: ReturnType<Retriever['search']> } | undefined;
  return {
    search(request, reader) {
      if (last?.query !== request.query) last = { query: request.query, result: retriever.search(request, reader) };
      return last.result;
    },
  };
}

export default benchmark;
