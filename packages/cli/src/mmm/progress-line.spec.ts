import { progressLine, progressReporter } from './progress-line.js';

describe('the progress of a fit', () => {
  it.each<[seconds: number | null, line: string]>([
    [null, 'sampling, 45 %'],
    [0.2, 'sampling, 45 %, about 1 s left'],
    [59.4, 'sampling, 45 %, about 60 s left'],
    [61, 'sampling, 45 %, about 2 min left'],
    [5_400, 'sampling, 45 %, about 1.5 h left'],
  ])('with %d s left', (secondsLeft, line) => {
    expect(progressLine({ phase: 'sampling', progress: 0.4599, secondsLeft })).toBe(line);
  });

  it('is told at most so often, but each phase at once', () => {
    const lines: string[] = [];
    let now = 0;
    const tell = progressReporter(
      (line) => void lines.push(line),
      () => now,
      1_000,
    );
    const at = (ms: number, phase: string, progress: number) => {
      now = ms;
      tell({ phase, progress, secondsLeft: null });
    };
    at(0, 'holdout', 0.01);
    at(100, 'holdout', 0.02);
    at(1_000, 'holdout', 0.03);
    at(1_100, 'sampling', 0.4);
    at(2_500, 'sampling', 0.4);
    expect(lines).toEqual(['holdout, 1 %', 'holdout, 3 %', 'sampling, 40 %']);
  });
});
