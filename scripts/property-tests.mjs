// What tests get for `fast-check`: the same cases in every run, so that a change decides whether they pass, and not chance.
// STELLWERK_TEST_SEED draws others, which is worth a few runs by hand after a change of what they test.
import fc from '../node_modules/fast-check/lib/fast-check.js';

fc.configureGlobal({ seed: Number(process.env.STELLWERK_TEST_SEED ?? 1) });

export default fc;
