import type { Properties } from './api.js';

/**
 * A call as it is now and as JSON carries it: what the page changes later does not change what it said. `undefined`, and
 * told, where JSON cannot carry it: it would hold up every call behind it, and a page is not to fail for its tag.
 */
export function snapshotOf(call: Properties, tell: (problem: unknown) => void): Properties | undefined {
  try {
    return JSON.parse(JSON.stringify(call));
  } catch (error) {
    tell(error);
    return undefined;
  }
}
