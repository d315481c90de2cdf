import fc from 'fast-check';
import { smallPanel } from '../testing/fits.js';
import { decodePanel, encodePanel } from './panel-file.js';

const anyNumber = fc.double({ noNaN: false });

describe('the file of a panel', () => {
  it('gives back what was written, to the last bit', () => {
    fc.assert(
      fc.property(fc.array(anyNumber, { minLength: 6, maxLength: 6 }), fc.string(), (numbers, name) => {
        const panel = { ...smallPanel, columns: new Map([[name, Float64Array.from(numbers)]]) };
        expect(decodePanel(encodePanel(panel), 'panel.bin')).toEqual(panel);
      }),
      { numRuns: 50 },
    );
  });

  it('keeps what is not there apart from what is', () => {
    const panel = { ...smallPanel, population: null, valuePerUnit: smallPanel.outcome, currency: null };
    expect(decodePanel(encodePanel(panel), 'panel.bin')).toEqual(panel);
  });

  it.each<[title: string, bytes: (whole: Uint8Array) => Uint8Array, problem: string]>([
    ['nothing', () => new Uint8Array(), 'no header'],
    ['something else', () => Buffer.from('{"format":"other"}\n'), 'no stellwerk.mmm.panel.v1'],
    ['a broken header', () => Buffer.from('{"for\n'), 'no stellwerk.mmm.panel.v1'],
    ['a file that was cut off', (whole) => whole.subarray(0, whole.length - 1), 'length'],
    ['a file with more', (whole) => Buffer.concat([whole, Buffer.alloc(8)]), 'length'],
  ])('refuses %s by name', (_title, bytes, problem) => {
    expect(() => decodePanel(bytes(encodePanel(smallPanel)), 'panel.bin')).toThrow(
      expect.objectContaining({ code: 'MMM_RUN_DAMAGED', message: expect.stringContaining(problem) }),
    );
  });
});
