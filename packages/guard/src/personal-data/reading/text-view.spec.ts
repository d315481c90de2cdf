import fc from 'fast-check';
import { viewText } from './text-view.js';

describe('text view', () => {
  it.each([
    ['full-width digits', '１２３', '123'],
    ['zero-width characters', 'A\u200bn\u200dn\u2060a', 'Anna'],
    ['soft hyphens', 'Mül\u00adler', 'Müller'],
    ['no-break and narrow blanks', '1\u00a02\u202f3', '1 2 3'],
    ['dashes of all kinds', '1\u20112\u20133\u22124', '1-2-3-4'],
    ['accents written apart', 'Mu\u0308ller', 'Müller'],
    ['directions', '\u202eAnna\u202c', 'Anna'],
    ['tags', 'A\u{e0041}B', 'AB'],
    ['mathematical letters', '𝐀𝐧𝐧𝐚', 'Anna'],
    ['a letter under a heap of marks', `a${'\u0301'.repeat(1_000)}b`, 'á\u0301\u0301\u0301b'],
    ['a lone surrogate', 'a\ud800b', 'a\ud800b'],
    ['nothing', '', ''],
  ])('folds %s', (_title, source, text) => {
    expect(viewText(source).text).toBe(text);
  });

  it('knows where everything stood', () => {
    const source = 'x ＡＢ\u200bＣ y';
    const { text, original } = viewText(source);
    const { start, end } = original(text.indexOf('ABC'), text.indexOf('ABC') + 3);
    expect(source.slice(start, end)).toBe('ＡＢ\u200bＣ');
  });

  it('maps ascending, within the original, and onto what folds to the same', () => {
    const piece = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 8 }),
      fc.constantFrom('\u200b', 'ü', '１', '\u0301', 'ﬁ', '\u202e', '\ud800'),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 20 }), (pieces) => {
        const source = pieces.join('');
        const { text, original } = viewText(source);
        let before = 0;
        for (let at = 0; at < text.length; at++) {
          const { start, end } = original(at, at + 1);
          expect(start >= before && start < end && end <= source.length).toBe(true);
          before = start;
        }
      }),
    );
  });
});
