import type { ControlTable } from '@stellwerk/bus';
import { DEFAULT_RAW_DAYS, keepDaysOf, rawDaysOf } from './raw-retention.js';

const control = (...documents: { tenant: string; rawDays: number }[]) =>
  ({
    all: () => documents.map(({ tenant, rawDays }) => ({ tenant, spec: { rawDays } })),
  }) as unknown as Pick<ControlTable, 'all'>;

describe('days that raw messages are kept', () => {
  it('are those of the tenant, whatever others say', () => {
    const documents = control({ tenant: 'short', rawDays: 2 }, { tenant: 'long', rawDays: 400 });
    expect(['short', 'long', 'other', ''].map((tenant) => rawDaysOf(documents, tenant))).toEqual([
      2,
      400,
      DEFAULT_RAW_DAYS,
      DEFAULT_RAW_DAYS,
    ]);
  });

  it('are ten years for control documents', () => {
    const documents = control({ tenant: 'demo', rawDays: 2 });
    expect(['control.document.v1', 'tracking.event.v1'].map((topic) => keepDaysOf(documents, topic, 'demo'))).toEqual([
      3650, 2,
    ]);
  });

  it('are the fewest where documents differ', () => {
    expect(rawDaysOf(control({ tenant: 'demo', rawDays: 9 }, { tenant: 'demo', rawDays: 3 }), 'demo')).toBe(3);
  });
});
