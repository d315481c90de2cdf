import fc from 'fast-check';
import type { Citation } from '../../domain/answer.js';
import { smallKnowledge } from '../testing/small-knowledge.js';
import { checkCitations, resolveCitation } from './cite.js';

const old = { id: 'returns', version: 'v1', isCurrent: false, text: 'Goods can be returned within 14 days.' };
const now = { id: 'returns', version: 'v2', text: 'Goods can be returned within 30 days.' };
const { texts } = smallKnowledge([old, now]);
const citation = (version: string, quote: string, start = 0): Citation => ({
  documentId: 'returns',
  version,
  start,
  end: start + quote.length,
  quote,
  title: 'Returns',
});

describe('a citation', () => {
  it('resolves to the version it names, and says when that is superseded', async () => {
    expect((await resolveCitation('demo', citation('v2', now.text), texts)).state).toBe('current');
    expect((await resolveCitation('demo', citation('v1', old.text), texts)).state).toBe('superseded');
  });

  it.each([
    ['another text', citation('v2', old.text), 'RAG_CITATION_MISMATCH'],
    ['another place', citation('v2', 'Goods', 1), 'RAG_CITATION_MISMATCH'],
    ['no text', citation('v2', ''), 'RAG_CITATION_MISMATCH'],
    ['a version that is not stored', citation('v3', now.text), 'RAG_CITATION_GONE'],
  ])('of %s is an error', async (_title, wrong, code) => {
    await expect(resolveCitation('demo', wrong, texts)).rejects.toMatchObject({ code });
    await expect(checkCitations('demo', [citation('v2', now.text), wrong], texts)).rejects.toMatchObject({ code });
  });

  it('of another tenant resolves to nothing', async () => {
    await expect(resolveCitation('other', citation('v2', now.text), texts)).rejects.toMatchObject({
      code: 'RAG_CITATION_GONE',
    });
  });

  it('holds for every slice and for no other text', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(now.text.length - 1), fc.integer({ min: 1, max: 10 }), async (start, length) => {
        const quote = now.text.slice(start, start + length);
        await checkCitations('demo', [citation('v2', quote, start)], texts);
        const other = `${quote.slice(0, -1)}#`;
        await expect(checkCitations('demo', [citation('v2', other, start)], texts)).rejects.toThrow();
      }),
      { numRuns: 30 },
    );
  });
});
