import base from '../../jest.base.js';

/** Real servers on a busy machine: a short limit would only tell how busy it is. */
export default { ...base, testTimeout: 120_000 };
