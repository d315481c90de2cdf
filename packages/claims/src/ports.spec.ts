import { type ClaimModels, verifyWithModels } from './ports.js';

const sources = ['Der Versand kostet 4,90 Euro. Die Lieferung dauert drei Tage.'];
const says = (answer: 'entailed' | 'neutral' | 'contradicted'): ClaimModels => ({ entailment: async () => answer });

describe('models', () => {
  it.each([
    ['leave support', 'Der Versand kostet 4,90 Euro.', says('entailed'), 'supported'],
    ['take support away', 'Der Versand kostet 4,90 Euro.', says('neutral'), 'not-found'],
    ['contradict', 'Der Versand kostet 4,90 Euro.', says('contradicted'), 'contradicted'],
    ['raise no contradiction', 'Der Versand kostet 5,90 Euro.', says('entailed'), 'contradicted'],
    ['raise nothing that was not found', 'Porto fällt stets gering aus.', says('entailed'), 'not-found'],
  ] as const)('%s', async (_name, claim, models, expected) => {
    expect((await verifyWithModels(claim, sources, models)).verdict).toBe(expected);
  });

  it('name the evidence of what was not found', async () => {
    const similarity = async (_claim: string, sentences: readonly string[]) =>
      sentences.map((sentence) => (sentence.includes('Tage') ? 0.9 : 0.1));
    const { evidence, verdict } = await verifyWithModels('Waren treffen binnen kurzem ein.', sources, { similarity });
    expect([verdict, sources[0]?.slice(evidence?.start, evidence?.end)]).toEqual([
      'not-found',
      'Die Lieferung dauert drei Tage.',
    ]);
  });
});
