import { areOpposites } from './opposites.js';

it.each([
  ['steigt', 'sinkt'],
  ['größten', 'kleinsten'],
  ['höhere', 'niedrigere'],
  ['nördlichen', 'südlichen'],
  ['möglich', 'unmöglich'],
  ['fehlerlos', 'fehlerhaft'],
  ['arbeitslos', 'Arbeit'],
  ['increases', 'decreased'],
  ['bigger', 'smaller'],
  ['earliest', 'latest'],
  ['likely', 'unlikely'],
  ['legal', 'illegal'],
  ['useless', 'useful'],
])('%s and %s', (left, right) => {
  expect([areOpposites(left, right), areOpposites(right, left)]).toEqual([true, true]);
});

it.each([
  ['steigt', 'stieg'],
  ['groß', 'größer'],
  ['Haus', 'Garten'],
  ['increase', 'increased'],
  ['put', 'input'],
  ['same', 'same'],
])('not %s and %s', (left, right) => {
  expect(areOpposites(left, right)).toBe(false);
});
