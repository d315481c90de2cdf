import { characterModel } from '../weights/character-model.js';
import { trainCharacterModel } from './character-model.js';
import { identifyLanguage } from './identify.js';

describe('identifyLanguage', () => {
  it.each([
    ['de', 'Wir liefern am Samstag nur bis zur Haustür.'],
    ['en', 'We deliver to your door on Saturdays only.'],
    ['fr', 'Nous livrons uniquement le samedi devant votre porte.'],
    ['es', 'Solo entregamos los sábados en la puerta de su casa.'],
    ['ru', 'Мы доставляем заказы только по субботам.'],
    ['unknown', 'ok 4711'],
    ['unknown', ''],
    ['unknown', '🙂🙂🙂 123 456 https://example.org/ein/langer/deutscher/pfad'],
  ])('%s: %s', (code, text) => {
    expect(identifyLanguage(text).code).toBe(code);
  });
});

describe('character model', () => {
  it('finds prose more usual than its cipher and than keys', () => {
    const prose = characterModel.meanCost('the delivery will be late because of the weather');
    expect(characterModel.meanCost('gur qryvirel jvyy or yngr orpnhfr bs gur jrngure')).toBeGreaterThan(prose + 1);
    expect(characterModel.meanCost('xq zjv kqpw vbnz qxj')).toBeGreaterThan(prose + 1);
  });

  it('has no cost where there is no letter', () => {
    expect(characterModel.meanCost('123 456')).toBe(Number.POSITIVE_INFINITY);
  });

  it('puts blanks back between words', () => {
    expect(characterModel.segmented('thisisthehouse')).toMatch(/house$/);
    expect(characterModel.segmented('')).toBe('');
  });

  it('is a distribution: the symbols after any two add up to one', () => {
    const costs = trainCharacterModel(['the cat sat on the mat', 'der Hund schläft']);
    for (const context of [0, 20 * 27 + 8, 3 * 27]) {
      let sum = 0;
      for (let symbol = 0; symbol < 27; symbol++) sum += Math.exp(-(costs[context * 27 + symbol] ?? 0) / 16);
      expect(sum).toBeGreaterThan(0.9);
      expect(sum).toBeLessThan(1.1);
    }
  });
});
