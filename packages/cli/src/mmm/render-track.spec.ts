import { renderTrack } from './render-track.js';

/** As it comes over HTTP: what is not finite is null. */
const answer = (change: object = {}) =>
  JSON.parse(
    JSON.stringify({
      runs: ['a', 'b'],
      ...{ points: 6, mape: 0.0412, wmape: 0.04, coverage90: 5 / 6, tracked: [] },
      byHorizon: [
        { from: 1, to: 1, points: 2, mape: 0.02, wmape: 0.02, coverage90: 1 },
        { from: 2, to: 4, points: 3, mape: Number.NaN, wmape: 0.05, coverage90: 1 },
        { from: 27, to: Number.POSITIVE_INFINITY, points: 1, mape: 0.1, wmape: 0.1, coverage90: 0 },
      ],
      drift: { alarms: [], sums: [] },
      ...change,
    }),
  );

describe('the record of forecasts in the terminal', () => {
  it('says errors and coverage by how far ahead forecasts were made', () => {
    const lines = renderTrack(answer()).filter((line) => !line.startsWith('─'));
    expect(lines.map((line) => line.replace(/ +/g, ' ').trim())).toEqual([
      '6 forecasts of 2 runs: MAPE 4.1 %, 83.3 % of what came inside the 90 % intervals',
      'periods ahead forecasts MAPE in 90 % intervals',
      '1 2 2.0 % 100.0 %',
      '2 to 4 3 – 100.0 %',
      '27 and more 1 10.0 % 0.0 %',
      'no drift',
    ]);
  });

  it('names what drifts, and since when', () => {
    const alarms = [{ kind: 'lower', at: '2026-11-16', since: '2026-10-05' }];
    expect(renderTrack(answer({ drift: { alarms, sums: [] } })).at(-1)).toBe(
      'drift told on 2026-11-16: outcomes are lastingly lower than forecast, likely since 2026-10-05',
    );
  });

  it('says when nothing has come yet', () => {
    expect(renderTrack(answer({ points: 0, byHorizon: [] }))).toEqual([
      'nothing has come since the data of the published runs',
    ]);
  });
});
