import fc from 'fast-check';
import { decodeText } from './decode-text.js';

const utf8 = (text: string) => new TextEncoder().encode(text);
const wide = (text: string, order: 'le' | 'be') => {
  const bytes = new Uint8Array(text.length * 2);
  const view = new DataView(bytes.buffer);
  for (let at = 0; at < text.length; at++) view.setUint16(at * 2, text.charCodeAt(at), order === 'le');
  return bytes;
};
const latin = (text: string) => Uint8Array.from([...text].map((one) => (one === '€' ? 0x80 : one.charCodeAt(0))));
const joined = (...parts: Uint8Array[]) => Uint8Array.from(parts.flatMap((part) => [...part]));

describe('decoding', () => {
  it.each<[string, Uint8Array, string | undefined, string, number]>([
    ['UTF-8', utf8('Größe 5 €'), undefined, 'Größe 5 €', 0],
    ['UTF-8 with a mark', joined(Uint8Array.of(0xef, 0xbb, 0xbf), utf8('Größe')), undefined, 'Größe', 0],
    ['UTF-8 announced as Windows-1252', utf8('Größe'), 'windows-1252', 'Größe', 1],
    ['ASCII announced as Windows-1252', utf8('Groesse'), 'windows-1252', 'Groesse', 0],
    ['UTF-16 LE with a mark', wide('\ufeffGröße', 'le'), undefined, 'Größe', 0],
    ['UTF-16 BE with a mark', wide('\ufeffGröße', 'be'), 'utf-16', 'Größe', 1],
    ['UTF-16 LE without a mark', wide('Größe und mehr', 'le'), undefined, 'Größe und mehr', 0],
    ['Windows-1252 as announced', latin('Größe 5 €'), 'iso-8859-1', 'Größe 5 €', 0],
    ['Windows-1252, not announced', latin('Größe 5 €'), undefined, 'Größe 5 €', 1],
    ['Windows-1252 announced as UTF-8', latin('Größe'), 'utf-8', 'Größe', 1],
    ['an encoding nobody knows', latin('Größe'), 'klingon', 'Größe', 1],
    ['KOI8-R as announced', Uint8Array.of(0xf0, 0xd2, 0xc9, 0xd7, 0xc5, 0xd4), 'koi8-r', 'Привет', 0],
    ['text encoded twice', utf8('GrÃ¶ÃŸe 5 â‚¬'), undefined, 'Größe 5 €', 1],
    ['text about text encoded twice', utf8('Größe wird zu GrÃ¶ÃŸe'), undefined, 'Größe wird zu GrÃ¶ÃŸe', 0],
    ['nothing', Uint8Array.of(), undefined, '', 0],
  ])('reads %s', (_name, bytes, announced, text, notes) => {
    const decoded = decodeText(bytes, announced);
    expect([decoded.text, decoded.notes.length]).toEqual([text, notes]);
  });

  it('counts characters that were lost before', () => {
    expect(decodeText(utf8('Gr\ufffd\ufffde')).notes).toEqual([{ kind: 'replacement-characters', count: 2 }]);
  });

  it.each([
    ['two encodings in one file', joined(utf8('Größe '), latin('Größe')), 'utf-8', 10],
    ['a byte that Windows-1252 lacks', Uint8Array.of(0x41, 0x81, 0x42), 'windows-1252', 1],
    ['control characters', Uint8Array.of(0xff, 0x00, 0x01, 0x41, 0x42, 0x43), 'windows-1252', 1],
    ['half a unit of UTF-16', Uint8Array.of(0xff, 0xfe, 0x41), 'utf-16le', 3],
    ['UTF-32', Uint8Array.of(0xff, 0xfe, 0, 0, 0x41, 0, 0, 0), 'utf-32le', 0],
  ])('refuses %s', (_name, bytes, encoding, offset) => {
    expect(() => decodeText(bytes)).toThrow(
      expect.objectContaining({ code: 'RAG_ENCODING_INVALID', details: { encoding, offset } }),
    );
  });

  it('gives any text back from UTF-8, or says what it did', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const decoded = decodeText(utf8(text));
        expect(
          decoded.text === text.replace(/^\ufeff/, '') || decoded.notes.length > 0 || decoded.encoding !== 'utf-8',
        ).toBe(true);
      }),
    );
  });

  it('finds the end of valid bytes as the platform does', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 12 }), (bytes) => {
        const isValid = (() => {
          try {
            new TextDecoder('utf-8', { fatal: true }).decode(bytes);
            return true;
          } catch {
            return false;
          }
        })();
        const outcome = (() => {
          try {
            return decodeText(bytes).encoding;
          } catch {
            return 'refused';
          }
        })();
        if (outcome === 'utf-8') expect(isValid).toBe(true);
        if (isValid) expect(['utf-8', 'utf-16le', 'utf-16be', 'refused']).toContain(outcome);
      }),
      { numRuns: 2_000 },
    );
  });
});
