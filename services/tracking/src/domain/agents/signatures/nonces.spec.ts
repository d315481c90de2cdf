import { Nonces } from './nonces.js';

describe('nonces of signatures', () => {
  it('are for one request until they expire, however often it is repeated', () => {
    const nonces = new Nonces();
    const answers = [
      nonces.accept('n1', 'first', 1_000, 0),
      nonces.accept('n1', 'first', 1_000, 500),
      nonces.accept('n1', 'second', 1_000, 999),
      nonces.accept('n2', 'second', 1_000, 999),
      nonces.accept('n1', 'third', 3_000, 1_000),
    ];
    expect(answers).toEqual([true, true, false, true, true]);
  });

  it('are forgotten from the oldest on where there are too many', () => {
    const nonces = new Nonces();
    for (let index = 0; index <= 50_000; index++) nonces.accept(`n${index}`, 'first', 1_000, 0);
    expect([nonces.accept('n0', 'second', 1_000, 0), nonces.accept('n50000', 'second', 1_000, 0)]).toEqual([
      true,
      false,
    ]);
  });
});
