import fc from 'fast-check';
import { type Feedback, summariseFeedback } from './feedback.js';

const word = (answer: number, caller: string, at: number, more: Partial<Feedback> = {}): Feedback => ({
  answerId: `b7d9f3c4-1111-5222-8444-${String(answer).padStart(12, '0')}`,
  tenant: 'demo',
  at: new Date(at).toISOString(),
  caller,
  verdict: 'helpful',
  reasons: [],
  ...more,
});

describe('feedback', () => {
  it('counts the last word of each reader about each answer', () => {
    const summary = summariseFeedback([
      word(1, 'a', 2, { verdict: 'not-helpful', reasons: ['outdated', 'wrong'] }),
      word(1, 'a', 1),
      word(1, 'b', 1),
      word(2, 'a', 1, { verdict: 'not-helpful', reasons: ['wrong'], expected: { documentId: 'returns-de' } }),
    ]);
    expect(summary).toMatchObject({
      judgements: 3,
      answers: 2,
      helpful: 1,
      reasons: [
        { reason: 'wrong', count: 2 },
        { reason: 'outdated', count: 1 },
      ],
      expectedDocuments: [{ documentId: 'returns-de', count: 1 }],
    });
    expect(summary.helpfulShare?.value).toBeCloseTo(1 / 3);
    expect(summary.helpfulShare?.low).toBeCloseTo(0.0615, 3);
  });

  it('has no share without judgements', () => {
    expect(summariseFeedback([])).toMatchObject({ judgements: 0, helpfulShare: null });
  });

  it('does not depend on the order in which words arrive', () => {
    const some = fc.record({
      answer: fc.nat(3),
      caller: fc.constantFrom('a', 'b'),
      at: fc.nat(3),
      verdict: fc.constantFrom('helpful' as const, 'not-helpful' as const),
    });
    fc.assert(
      fc.property(fc.array(some, { maxLength: 12 }), (given) => {
        const words = given.map(({ answer, caller, at, verdict }) => word(answer, caller, at, { verdict }));
        expect(summariseFeedback([...words].reverse())).toEqual(summariseFeedback(words));
      }),
    );
  });
});
