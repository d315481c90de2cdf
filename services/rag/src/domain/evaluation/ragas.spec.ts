import fc from 'fast-check';
import {
  answerRelevancy,
  contextPrecision,
  contextRecall,
  faithfulness,
  idBasedContextPrecision,
  idBasedContextRecall,
  nonLlmContextPrecision,
  nonLlmContextRecall,
} from './ragas.js';

const verdicts = (marks: string) => [...marks].map((mark) => mark === '1');

describe('faithfulness', () => {
  it.each([
    ['', Number.NaN],
    ['1', 1],
    ['0', 0],
    ['110', 2 / 3],
  ])('of verdicts %p is %d', (marks, value) => {
    expect(faithfulness(verdicts(marks))).toBe(value);
    expect(contextRecall(verdicts(marks))).toBe(value);
  });
});

describe('context precision', () => {
  // Worked by hand: the sum over relevant ranks of precision at the rank, over the relevant ones + 1e-10.
  it.each([
    ['', 0],
    ['000', 0],
    ['1', 1 / (1 + 1e-10)],
    ['01', 0.5 / (1 + 1e-10)],
    ['101', (1 + 2 / 3) / (2 + 1e-10)],
    ['0110', (1 / 2 + 2 / 3) / (2 + 1e-10)],
    ['111', 3 / (3 + 1e-10)],
  ])('of %p is %d', (marks, value) => {
    expect(contextPrecision(verdicts(marks))).toBeCloseTo(value, 14);
  });

  it('is never above 1, and grows when a relevant context moves up', () => {
    fc.assert(
      fc.property(fc.array(fc.boolean(), { maxLength: 30 }), fc.nat(28), (list, at) => {
        expect(contextPrecision(list)).toBeLessThanOrEqual(1);
        if (list[at] || !list[at + 1]) return;
        const swapped = [...list];
        [swapped[at], swapped[at + 1]] = [true, false];
        expect(contextPrecision(swapped)).toBeGreaterThan(contextPrecision(list));
      }),
    );
  });

  // 'abcd' against 'abxy' is 1 − 2/4 = .5: relevant for precision (≥ .5), not found for recall (> .5).
  it.each([
    [['abcd'], ['abxy'], 1 / (1 + 1e-10), 0],
    [['abcd'], ['abcx'], 1 / (1 + 1e-10), 1],
    [['zzzz', 'abcd'], ['abcd'], 0.5 / (1 + 1e-10), 1],
    [['zzzz'], ['abcd'], 0, 0],
    [[], ['abcd'], 0, 0],
    [['abcd'], [], 0, Number.NaN],
  ])('without a judge, of %j for %j: precision %d, recall %d', (retrieved, references, precision, recall) => {
    expect(nonLlmContextPrecision(retrieved, references)).toBeCloseTo(precision, 14);
    expect(nonLlmContextRecall(retrieved, references)).toBe(recall);
  });

  it.each([
    [['a', 'b', 'a'], ['b', 'c'], 1 / 2, 1 / 2],
    [['a', 'b', 'c', 'd'], ['a'], 1 / 4, 1],
    [[1, '2'], ['1', 2], 1, 1],
    [[], ['a'], Number.NaN, 0],
    [['a'], [], 0, Number.NaN],
    [[], [], Number.NaN, Number.NaN],
  ])('by id, of %j for %j: precision %d, recall %d', (retrieved, references, precision, recall) => {
    expect(idBasedContextPrecision(retrieved, references)).toBe(precision);
    expect(idBasedContextRecall(retrieved, references)).toBe(recall);
  });

  it('by id does not depend on order or repetition', () => {
    const ids = fc.array(fc.constantFrom('a', 'b', 'c', 'd'), { maxLength: 8 });
    fc.assert(
      fc.property(ids, ids, (retrieved, references) => {
        const turned = [...retrieved].reverse().flatMap((id) => [id, id]);
        expect(idBasedContextPrecision(turned, references)).toBe(idBasedContextPrecision(retrieved, references));
        expect(idBasedContextRecall(turned, references)).toBe(idBasedContextRecall(retrieved, references));
      }),
    );
  });
});

describe('answer relevancy', () => {
  const generated = (question: string, cosine: number, isNoncommittal = false) => ({
    question,
    cosine,
    isNoncommittal,
  });

  it.each([
    ['the mean cosine', [generated('a', 0.9), generated('b', 0.8), generated('c', 0.4)], 0.7],
    ['the same where some are noncommittal', [generated('a', 0.9, true), generated('b', 0.5)], 0.7],
    ['0 where all are', [generated('a', 0.9, true), generated('b', 0.5, true)], 0],
  ])('is %s', (_name, questions, value) => {
    expect(answerRelevancy(questions)).toBeCloseTo(value, 12);
  });

  it.each([[[]], [[generated('', 0), generated('', 0, true)]]])('is no number where all are empty: %j', (questions) => {
    expect(answerRelevancy(questions)).toBe(Number.NaN);
  });
});
