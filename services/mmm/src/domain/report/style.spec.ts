import { style } from './style.js';

const themes = [...style.markup.matchAll(/:root\{(?:color-scheme:[^;]*;)?(--ground:[^}]*)\}/g)].map(
  ([, declarations = '']) =>
    new Map(declarations.split(';').map((declaration) => declaration.split(':') as [string, string])),
);

/** Relative luminance by WCAG 2.2. */
const luminance = (colour: string): number => {
  const full =
    colour.length === 4 ? [...colour.slice(1)].map((digit) => digit + digit) : (colour.slice(1).match(/../g) ?? []);
  const [r = 0, g = 0, b = 0] = full
    .map((part) => Number.parseInt(part, 16) / 255)
    .map((value) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
};

const contrast = (a: string, b: string): number => {
  const [dark = 0, light = 0] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (light + 0.05) / (dark + 0.05);
};

describe('style', () => {
  it('knows light, dark and paper, and paper is light', () => {
    expect(themes).toHaveLength(3);
    expect(themes[2]).toEqual(themes[0]);
  });

  it('can tell black from white', () => {
    expect(contrast('#000', '#fff')).toBeCloseTo(21);
  });

  describe.each([
    ['light', 0],
    ['dark', 1],
  ])('%s', (_, theme) => {
    const colour = (name: string): string => themes[theme]?.get(`--${name}`) ?? 'unknown';

    it.each([
      ['ink', 'ground'],
      ['ink', 'raised'],
      ['quiet', 'ground'],
      ['quiet', 'raised'],
      ['main', 'ground'],
      ['main', 'raised'],
      ['good', 'good-ground'],
      ['open', 'open-ground'],
      ['bad', 'bad-ground'],
    ])('text in %s on %s has a contrast of 4.5 or more', (ink, ground) => {
      expect(contrast(colour(ink), colour(ground))).toBeGreaterThanOrEqual(4.5);
    });

    it.each(['main', 'good', 'open', 'bad', 'edge', ...Array.from({ length: 9 }, (__, i) => `c${i}`)])(
      '%s as part of a drawing has 3 or more',
      (name) => {
        expect(contrast(colour(name), colour('ground'))).toBeGreaterThanOrEqual(3);
      },
    );
  });
});
