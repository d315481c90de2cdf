import type { StellwerkError } from '@stellwerk/contracts';
import { badData } from '../../examples/bad-data.js';
import { columns, observe, TODAY, table, withRow } from '../../testing/table.js';
import { buildPanel } from './build-panel.js';
import { DataError } from './data-error.js';

const refusal = (work: () => unknown): StellwerkError => {
  try {
    work();
  } catch (error) {
    return error as StellwerkError;
  }
  throw new Error('nothing was refused');
};

describe('bad data', () => {
  it.each(Object.entries(badData))('%s', (_title, { rows, spec = columns, code, message, fix }) => {
    const error = refusal(() => buildPanel(observe(rows, spec), spec, TODAY));
    expect({ code: error.code, message: error.message, fix: error.fix }).toEqual({ code, message, fix });
  });

  it('lists all problems of a kind, so that they can be corrected at once', () => {
    const rows = withRow(withRow(table(), 3, { rain: 'wet' }), 8, { tv_spend: -1, date: '23.11.2026' });
    const error = refusal(() => observe(rows));
    expect(error).toBeInstanceOf(DataError);
    expect((error as DataError).problems.map(({ code }) => code)).toEqual([
      'MMM_CELL_NOT_A_NUMBER',
      'MMM_DATE_INVALID',
      'MMM_NEGATIVE_MEDIA',
    ]);
    expect(error.field).toBe('rain');
  });

  it('stops listing at twenty', () => {
    const rows = table().map((row) => ({ ...row, tv_spend: '' }));
    expect((refusal(() => observe(rows)) as DataError).problems).toHaveLength(20);
  });
});
