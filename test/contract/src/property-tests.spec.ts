import fc from 'fast-check';

/** The seed stands in `scripts/property-tests.mjs`. */
describe('property tests', () => {
  it('draw the same cases in every run', () => {
    const drawn = () => fc.sample(fc.integer(), 10);
    expect(drawn()).toEqual(drawn());
    expect(fc.readConfigureGlobal().seed).toEqual(expect.any(Number));
  });
});
