import fc from 'fast-check';
import { warningCodes } from '../../data/warnings.js';
import { languages } from '../language.js';
import { catalogues, createSay, isTextKey, placesOf, type TextKey } from './texts.js';

const keys = Object.keys(catalogues.en).filter(isTextKey);

describe('texts', () => {
  it('are the same in every language: keys, and what they fill in', () => {
    expect(Object.keys(catalogues.de).sort()).toEqual([...keys].sort());
    const places = (language: 'de' | 'en') =>
      Object.fromEntries(keys.map((key) => [key, [...new Set(placesOf(catalogues[language][key]))]]));
    expect(places('de')).toEqual(places('en'));
  });

  it.each(languages)('hold no mark of a typewriter and nothing untranslated (%s)', (language) => {
    const bad = keys.filter((key) => {
      const text = catalogues[language][key];
      return text.trim() !== text || text === '' || /["'`]| - |\.\.\.| {2}| –[^ ~]|[^ ~]– /.test(text);
    });
    expect(bad).toEqual([]);
  });

  it('set German percent off by a space that does not break, and English ones not at all', () => {
    expect(keys.filter((key) => /[\d} ]%/.test(catalogues.de[key]))).toEqual([]);
    expect(keys.filter((key) => /[ ~]%/.test(catalogues.en[key]))).toEqual([]);
  });

  it('quote by the rules of the language', () => {
    const quotes = (text: string): string => text.replace(/[^„“”]/g, '');
    expect(keys.map((key) => quotes(catalogues.de[key])).filter((marks) => !/^(„“)*$/.test(marks))).toEqual([]);
    expect(keys.map((key) => quotes(catalogues.en[key])).filter((marks) => !/^(“”)*$/.test(marks))).toEqual([]);
  });

  it.each([
    ...['convergence', 'effective-sample-size', 'divergences', 'energy', 'tree-depth'],
    ...['negative-baseline', 'posterior-predictive', 'goodness-of-fit', 'holdout-coverage', 'holdout-accuracy'],
    ...['roi-consistency', 'prior-posterior-shift', 'implausible-roi', 'high-variance', 'potential-bias'],
    ...['calibration-agreement'],
  ])('say what the check %s is called, means and asks for', (check) => {
    expect(
      [`check.${check}`, `check.${check}.meaning`, `check.${check}.remedy`].filter((key) => !isTextKey(key)),
    ).toEqual([]);
  });

  it.each(warningCodes)('say what the warning %s means and asks for', (code) => {
    expect([`warning.${code}`, `warning.${code}.remedy`].filter((key) => !isTextKey(key))).toEqual([]);
  });

  it('hold no warning that nobody gives', () => {
    const told = keys.flatMap((key) => /^warning\.([^.]+)$/.exec(key)?.[1] ?? []);
    expect(told.sort()).toEqual([...warningCodes].sort());
  });

  it('fill in values as they are, also those that look like places', () => {
    const say = createSay('en');
    fc.assert(
      fc.property(fc.string(), (low) => {
        expect(say('range', { low, high: '{low}' })).toBe(`${low} to {low}`);
      }),
    );
  });

  it('refuse to leave a place open', () => {
    expect(() => createSay('de')('range' satisfies TextKey, { low: '1' })).toThrow(
      'the text range needs a value for high',
    );
  });
});
