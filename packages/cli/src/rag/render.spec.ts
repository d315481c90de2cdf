import type { Answer } from '@stellwerk/rag';
import { renderFoot } from './render.js';

const answer: Answer = {
  abstained: true,
  sentences: [],
  notes: [],
  hits: [],
  confidence: 0.1,
  language: 'de',
  model: 'none',
  prompt: 'none',
  generation: 'e5-small-384-c2-l1',
  cache: 'none',
  cost: { inputTokens: 0, outputTokens: 0 },
};

describe('what stands below an answer', () => {
  it.each<[Partial<Answer>, string]>([
    [{}, 'Dazu steht nichts in den Quellen.'],
    [{ reason: 'model-unavailable' }, 'Das Modell antwortet gerade nicht.'],
    [{ language: 'en' }, 'The sources say nothing about this.'],
    [{ language: 'en', reason: 'blocked' }, 'The question was refused.'],
  ])('says of %j why nothing was answered', (change, text) => {
    expect(renderFoot({ ...answer, ...change })[0]).toBe(text);
  });

  it('is silent about silence where something was answered', () => {
    expect(renderFoot({ ...answer, abstained: false })[0]).toBe('');
  });
});
