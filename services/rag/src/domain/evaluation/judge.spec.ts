import { type Judge, type JudgedCase, measureJudged } from './judge.js';

const judged: Required<JudgedCase> = {
  question: 'How long can goods be returned?',
  answer: 'They can be returned for 30 days, and it is free.',
  contexts: ['Goods can be returned within 30 days.', 'We open at nine.', 'Returns take days.'],
  reference: '30 days. It costs nothing.',
};

/** Says what the rows of a test want it to say, and remembers what it was asked. */
function judgeOf(says: Partial<Record<keyof Judge, unknown>>) {
  const asked: [keyof Judge, readonly unknown[]][] = [];
  const reply =
    (about: keyof Judge) =>
    async (...given: readonly unknown[]) => {
      asked.push([about, given]);
      const said = says[about];
      if (said instanceof Error) throw said;
      return said;
    };
  const judge = {
    statementsOf: reply('statementsOf'),
    supportedBy: reply('supportedBy'),
    usefulFor: reply('usefulFor'),
    questionsOf: reply('questionsOf'),
  } as Judge;
  return { judge, asked };
}
const question = (cosine: number, isNoncommittal = false) => ({ question: 'How long?', isNoncommittal, cosine });

describe('what a model judges', () => {
  it('goes into the formulas of RAGAS', async () => {
    const { judge, asked } = judgeOf({
      statementsOf: ['Goods can be returned for 30 days.', 'Returning is free.'],
      supportedBy: [true, false],
      usefulFor: [true, false, true],
      questionsOf: [question(0.9), question(0.8), question(0.7, true)],
    });
    const failed: unknown[] = [];
    const measured = await measureJudged(judged, judge, (error) => failed.push(error));
    expect(measured).toEqual({
      judged_faithfulness: 0.5,
      judged_answer_relevancy: expect.closeTo(0.8, 9),
      judged_context_precision: expect.closeTo((1 + 2 / 3) / 2, 9),
      judged_context_recall: 0.5,
    });
    expect(failed).toEqual([]);
    expect(asked).toContainEqual(['supportedBy', [judged.contexts, ['30 days.', 'It costs nothing.']]]);
  });

  it('has no value where the judge fails, and says what failed', async () => {
    const broken = new Error('nonsense');
    const { judge } = judgeOf({ statementsOf: broken, supportedBy: [true, true], usefulFor: broken, questionsOf: [] });
    const failed: unknown[] = [];
    expect(await measureJudged(judged, judge, (error) => failed.push(error))).toEqual({
      judged_faithfulness: Number.NaN,
      judged_answer_relevancy: Number.NaN,
      judged_context_precision: Number.NaN,
      judged_context_recall: 1,
    });
    expect(failed).toEqual([broken, broken]);
  });

  it('is no more than the case has: no answer, no reference, no context', async () => {
    const { judge, asked } = judgeOf({ statementsOf: ['One.'], questionsOf: [question(1)] });
    const { question: text, contexts, answer, reference } = judged;
    const measure = (shown: JudgedCase) => measureJudged(shown, judge, () => {});
    expect(await measure({ question: text, contexts })).toEqual({});
    expect(await measure({ question: text, contexts: [], answer, reference })).toEqual({
      judged_faithfulness: 0,
      judged_answer_relevancy: 1,
      judged_context_precision: 0,
      judged_context_recall: 0,
    });
    expect(asked.map(([about]) => about)).toEqual(['statementsOf', 'questionsOf']);
  });

  it('has no faithfulness where the answer states nothing', async () => {
    const { judge } = judgeOf({ statementsOf: [], questionsOf: [question(1)], usefulFor: [], supportedBy: [] });
    expect((await measureJudged(judged, judge, () => {})).judged_faithfulness).toBeNaN();
  });
});
