import { around, comparableRun } from '../../testing/run-summary.js';
import { compareRuns } from './compare-runs.js';

const before = comparableRun('one', { TV: [1.5, 0.4], Search: [3, 0.5], Video: [0.8, 0.2] });

describe('two runs', () => {
  const after = comparableRun('two', { TV: [1.7, 0.35], Search: [2.9, 0.5], Radio: [1, 0.1] }, { dataHash: 'b' });
  const comparison = compareRuns(before, after);

  it('are compared channel by channel, in posterior standard deviations of the first', () => {
    const [tv, search, video, radio] = comparison.channels;
    expect(tv).toMatchObject({
      channel: 'TV',
      shift: expect.closeTo(0.2, 12),
      shiftInSds: expect.closeTo(0.5, 12),
      overlap: true,
    });
    expect(search?.shiftInSds).toBeCloseTo(-0.2, 12);
    expect(video).toMatchObject({ channel: 'Video', after: null, shift: null, overlap: null });
    expect(radio).toMatchObject({ channel: 'Radio', before: null, shift: null });
  });

  it('are stable while the median shift is at most half a standard deviation', () => {
    expect(comparison).toMatchObject({ medianShift: expect.closeTo(0.35, 12), isStable: true });
    const moved = compareRuns(
      before,
      comparableRun('three', { TV: [1.71, 0.4], Search: [3.26, 0.5], Video: [0.9, 0.2] }),
    );
    expect(moved).toMatchObject({ medianShift: expect.closeTo(0.52, 12), isStable: false });
  });

  it('say whether data and specification are the same', () => {
    expect(comparison).toMatchObject({ sameData: false, sameSpec: true });
    expect(compareRuns(before, comparableRun('two', {}, { spec: { name: 'other' } }))).toMatchObject({
      sameData: true,
      sameSpec: false,
    });
  });

  it('say that nothing can be compared where no channel is in both', () => {
    expect(compareRuns(before, comparableRun('two', { Radio: [1, 1] }))).toMatchObject({
      medianShift: null,
      isStable: null,
    });
  });

  it('compare contributions of channels without spend', () => {
    const organic = (runId: string, mean: number) => ({
      ...before,
      runId,
      channels: before.channels
        .slice(0, 1)
        .map((one) => ({ ...one, roi: null, shift: null, contribution: around(mean, 1.6448536269514722) })),
    });
    expect(compareRuns(organic('a', 10), organic('b', 13)).channels[0]).toMatchObject({
      shift: 3,
      shiftInSds: expect.closeTo(3, 12),
      overlap: true,
    });
    expect(compareRuns(organic('a', 10), organic('b', 14)).channels[0]?.overlap).toBe(false);
  });
});
