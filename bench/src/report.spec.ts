import { benchmarksPageOf, terminalReport } from './report.js';
import type { Result } from './result.js';

const result: Result = {
  name: 'sample.figures',
  command: 'npm run bench -- sample.figures',
  commit: '0123456789ab',
  at: '2026-11-24T10:00:00.000Z',
  seconds: 61.5,
  full: true,
  machine: '2 × test · 24 GB',
  load: { generator: 'own', cores: 1 },
  seed: 7,
  data: [{ file: 'paths.csv', sha256: 'ab'.repeat(32) }],
  figures: [
    {
      name: 'rate',
      value: 21_234.4,
      unit: 'events/s',
      aim: { op: '>=', value: 20_000 },
      met: true,
      n: 3,
      low: 20_900,
      high: 21_800,
    },
    { name: 'delay', value: 2.345, unit: 's', aim: { op: '<=', value: 2 }, met: false, n: 1000 },
    { name: 'size', value: 0.01234, unit: 'GB', aim: null, met: null, n: 1, peer: { name: 'other', value: 0.5 } },
  ],
  notes: ['telemetry sampled as usual'],
};

describe('benchmark report', () => {
  it('is a table in a terminal', () => {
    expect(terminalReport(result).split('\n')).toEqual([
      'sample.figures, 61.5 s, 2 × test · 24 GB',
      '  rate   21,234 events/s  met: ≥ 20,000  20,900–21,800',
      '  delay  2.35 s           MISSED: ≤ 2',
      '  size   0.0123 GB',
      '  note: telemetry sampled as usual',
    ]);
  });

  it('is a page with figure, aim, verdict and everything needed to repeat it', () => {
    const page = benchmarksPageOf([result], () => 'A sample.');
    for (const line of [
      '## sample.figures',
      'A sample.',
      'npm run bench -- sample.figures',
      '| rate | 21,234 events/s | ≥ 20,000 | yes | 3 | 20,900–21,800 |',
      '| delay | 2.35 s | ≤ 2 | **no** | 1000 | – |',
      '| size | 0.0123 GB (other: 0.5) | – | – | 1 | – |',
      '- 2026-11-24, commit `0123456789ab`, 61.5 s',
      '- data `paths.csv`, SHA-256 `abababababababab…`',
      '- note: telemetry sampled as usual',
    ]) {
      expect(page.split('\n')).toContain(line);
    }
  });

  it('marks a shortened run', () => {
    expect(benchmarksPageOf([{ ...result, full: false }], () => 'A sample.')).toContain(
      '**Shortened run; see the notes.**',
    );
    expect(terminalReport({ ...result, full: false })).toContain('(shortened)');
  });
});
