import { StellwerkError } from '@stellwerk/contracts';
import { carried, restored } from './carried-error.js';
import { DataError } from './domain/data/data-error.js';
import { errors } from './errors.js';

const throughJson = (error: StellwerkError) => restored(JSON.parse(JSON.stringify(carried(error))));

describe('an error between threads', () => {
  it('is what it was', () => {
    const error = new StellwerkError(errors.ONE_GEO, { geo: 'BY' }, { field: 'geo' });
    const { code, message, fix, field } = throughJson(error);
    expect([code, message, fix, field]).toEqual([error.code, error.message, error.fix, 'geo']);
  });

  it('keeps all problems of data', () => {
    const [first, second] = [4, 9].map((row) => new StellwerkError(errors.CELL_EMPTY, { row, column: 'tv' }));
    if (!first || !second) throw new Error('two problems');
    const found = throughJson(new DataError(first, [first, second]));
    expect(found).toBeInstanceOf(DataError);
    expect((found as DataError).problems.map(({ message }) => message)).toEqual([first.message, second.message]);
  });
});
