import { LabelledText } from '@stellwerk/guard';
import type { SearchHit } from '../../domain/search.js';
import type { EvidenceSection } from '../evidence/evidence.js';
import type { RankedEvidence } from '../extractive/rank.js';
import { groundedPrompt } from './build.js';
import { estimateTokens, promptContext } from './context.js';
import { fenceFor } from './fence.js';
import { shippedPrompt } from './shipped.js';

function evidenceOf(documentId: string, text: string, sentence: string, start = 0): RankedEvidence {
  const hit: SearchHit = {
    documentId,
    version: 'v',
    source: 'faq',
    title: documentId,
    language: 'en',
    trust: 'untrusted',
    headingPath: [],
    start,
    end: start + text.length,
    text,
    section: { start, end: start + text.length },
    score: 1,
    signals: {},
  };
  const label = { provenance: 'document', source: documentId, trust: 'untrusted' } as const;
  const section: EvidenceSection = {
    hit,
    start,
    end: start + text.length,
    text,
    admitted: LabelledText.of(text, label),
  };
  const at = start + text.indexOf(sentence);
  return { evidence: { start: at, end: at + sentence.length, text: sentence, hit, section }, score: 0, position: 0 };
}

const long = 'One thing is said here. Another follows it. The lamp costs 5 euros. It is made of wood. A last word.';

describe('the context of a prompt', () => {
  it('stands in the order of the documents, best document first', () => {
    const ranked = [
      evidenceOf('b', 'Second part of b.', 'Second part of b.', 100),
      evidenceOf('a', 'All of a.', 'All of a.'),
      evidenceOf('b', 'First part of b.', 'First part of b.'),
    ];
    const { sources, isCut } = promptContext(ranked, 1_000);
    expect(sources.map(({ number, text }) => [number, text.text])).toEqual([
      [1, 'First part of b.'],
      [2, 'Second part of b.'],
      [3, 'All of a.'],
    ]);
    expect(isCut).toBe(false);
  });

  it('is cut to the neighbours of the best sentence where the whole does not fit', () => {
    const { sources, isCut } = promptContext([evidenceOf('a', long, 'The lamp costs 5 euros.')], 55);
    expect(isCut).toBe(true);
    expect(sources[0]?.text.text).toBe('The lamp costs 5 euros. It is made of wood.');
  });

  it('leaves out what does not fit at all', () => {
    expect(promptContext([evidenceOf('a', long, 'The lamp costs 5 euros.')], 43)).toEqual({ sources: [], isCut: true });
  });
});

describe('the fence', () => {
  it('follows from the request and differs between requests', () => {
    expect(fenceFor('r1', [])).toBe(fenceFor('r1', []));
    expect(fenceFor('r1', [])).not.toBe(fenceFor('r2', []));
  });

  it('is another one where a text holds it', () => {
    const fence = fenceFor('r1', []);
    expect(fenceFor('r1', [`a ${fence} b`])).not.toBe(fence);
  });
});

describe('a grounded prompt', () => {
  const input = {
    spec: shippedPrompt,
    prompt: 'grounded-answer@1',
    language: 'en',
    request: { question: 'What does the lamp cost?', maxSentences: 2 },
    requestId: 'r1',
    ranked: [evidenceOf('a', long, 'The lamp costs 5 euros.')],
  } as const;

  it('knows of every unit where it comes from', () => {
    const { labelled, messages } = groundedPrompt(input);
    expect(messages[1]?.content).toBe(labelled.text);
    expect(labelled.labelAt(labelled.text.indexOf('The lamp costs'))).toMatchObject({
      trust: 'untrusted',
      source: 'a',
    });
    expect(labelled.labelAt(labelled.text.indexOf('What does'))).toMatchObject({ provenance: 'user' });
    expect(labelled.labelAt(0)).toMatchObject({ trust: 'own' });
    expect(labelled.trust).toBe('untrusted');
  });

  it('stays within its tokens', () => {
    const spec = { ...shippedPrompt, maxInputTokens: 800 };
    const many = Array.from({ length: 60 }, (_, index) => evidenceOf(`d${index}`, long, 'The lamp costs 5 euros.'));
    const { messages, isCut } = groundedPrompt({ ...input, spec, ranked: many });
    expect(messages.reduce((sum, { content }) => sum + estimateTokens(content), 0)).toBeLessThanOrEqual(800);
    expect(isCut).toBe(true);
  });

  it('is refused where its instructions alone are too long', () => {
    expect(() => groundedPrompt({ ...input, spec: { ...shippedPrompt, maxInputTokens: 200 } })).toThrow(
      expect.objectContaining({ code: 'RAG_PROMPT_INVALID' }),
    );
  });
});
