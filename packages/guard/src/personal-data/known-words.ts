import { givenNames } from './names/given-names.js';
import { surnames } from './names/surnames.js';

/** Names that the detector has in its lists, in lower case: a test of its rules leaves them out. */
export const listedNames: ReadonlySet<string> = new Set([...givenNames, ...surnames]);
