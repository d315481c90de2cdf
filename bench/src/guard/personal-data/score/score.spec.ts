import type { GeneratedDocument } from '../document.js';
import { isCovered, scoreDocument, scorePrecision } from './score.js';
import { Tally } from './tally.js';

const text = 'Order 77 for Ann Lee.';
const document: GeneratedDocument = {
  id: 'a',
  language: 'en',
  form: 'sentence',
  isCarried: false,
  text,
  planted: [{ type: 'person', writing: 'plain', start: 13, end: 20 }],
  decoys: [{ kind: 'order-number', start: 6, end: 8 }],
};
const [planted] = document.planted;

describe('score', () => {
  it.each([
    ['the whole value', [{ start: 13, end: 20 }], true],
    [
      'its words one by one',
      [
        { start: 13, end: 16 },
        { start: 17, end: 20 },
      ],
      true,
    ],
    ['more than it', [{ start: 0, end: 21 }], true],
    ['a part of it', [{ start: 13, end: 16 }], false],
    ['nothing', [], false],
  ])('counts as found: %s', (_title, found, expected) => {
    expect(planted && isCovered(text, planted, found)).toBe(expected);
  });

  it('counts by type, writing and group, exactness and decoys', () => {
    const tally = new Tally();
    scoreDocument(
      document,
      [
        { type: 'person', start: 13, end: 21 },
        { type: 'phone', start: 6, end: 8 },
      ],
      tally,
      () => 'names',
      true,
    );
    const shares = Object.fromEntries(tally.names().map((name) => [name, tally.share(name).value]));
    expect(shares).toEqual({
      'recall, person': 1,
      'recall, person, plain': 1,
      'recall, names, plain': 1,
      'recall, names': 1,
      'exact offsets': 0,
      'decoys altered, order-number': 1,
      'decoys altered': 1,
    });
  });

  it('asks for the type where types are compared', () => {
    const [typed, untyped] = [new Tally(), new Tally()];
    const found = [{ type: 'phone', start: 13, end: 20 }];
    scoreDocument(document, found, typed, () => 'names', true);
    scoreDocument(document, found, untyped, () => 'names', false);
    scorePrecision(document, found, typed, true);
    expect([typed.share('recall, person').value, untyped.share('recall, person').value]).toEqual([0, 1]);
    expect(typed.share('precision, generated texts').value).toBe(0);
  });
});
