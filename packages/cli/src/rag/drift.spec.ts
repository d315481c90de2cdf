import { summariseFeedback } from '@stellwerk/rag/evaluation';
import { type AnsweredRow, driftsOf } from './drift.js';
import { renderFeedback } from './render-feedback.js';

const answer = (at: number, isLater: boolean, more: Partial<AnsweredRow> = {}): AnsweredRow => ({
  isLater,
  language: at % 4 === 0 ? 'en' : 'de',
  outcome: at % 10 === 0 ? 'not-in-sources' : 'answered',
  door: 'answer',
  document: `document-${at % 40}`,
  confidence: (at % 100) / 100,
  bestScore: at % 10 === 0 ? null : (at % 50) / 10,
  ...more,
});
const window = (isLater: boolean, more: (at: number) => Partial<AnsweredRow> = () => ({})) =>
  Array.from({ length: 400 }, (_, at) => answer(at, isLater, more(at)));
const verdicts = (answers: readonly AnsweredRow[]) =>
  Object.fromEntries(driftsOf(answers).map(({ what, verdict }) => [what, verdict]));

describe('drift of a tenant', () => {
  it('is none between windows that are alike', () => {
    const drifts = driftsOf([...window(false), ...window(true)]);
    expect(drifts.map(({ what, before, after, verdict }) => [what, before, after, verdict])).toEqual(
      ['language', 'outcome', 'door', 'document', 'best score', 'confidence'].map((what) => [what, 400, 400, 'stable']),
    );
  });

  it.each<[string, (at: number) => Partial<AnsweredRow>]>([
    ['language', () => ({ language: 'en' })],
    ['outcome', (at) => (at % 2 === 0 ? { outcome: 'not-in-sources' } : {})],
    ['door', () => ({ door: 'mcp' })],
    ['document', () => ({ document: 'new-policy' })],
    ['best score', () => ({ bestScore: null })],
    ['confidence', () => ({ confidence: 0.05 })],
  ])('is seen in %s, and there alone', (changed, more) => {
    const found = verdicts([...window(false), ...window(true, more)]);
    expect(Object.entries(found).filter(([, verdict]) => verdict !== 'stable')).toEqual([[changed, 'major']]);
  });

  it('is not judged without answers', () => {
    expect(new Set(Object.values(verdicts([])))).toEqual(new Set(['too-few']));
  });
});

describe('the summary of feedback', () => {
  it('is said with its interval', () => {
    const word = { tenant: 'demo', at: '2026-11-24T10:00:00.000Z', caller: 'a' };
    const summary = summariseFeedback([
      { ...word, answerId: '1', verdict: 'helpful', reasons: [] },
      { ...word, answerId: '2', verdict: 'not-helpful', reasons: ['outdated'], expected: { documentId: 'returns-de' } },
    ]);
    expect(renderFeedback(summary)).toEqual([
      '2 judgements of 2 answers: 1 helpful, 50 % (95 % interval 9 % to 91 %)',
      '      1  outdated',
      'documents that would have answered',
      '      1  returns-de',
    ]);
    expect(renderFeedback(summariseFeedback([]))).toEqual(['nobody said anything']);
  });
});
