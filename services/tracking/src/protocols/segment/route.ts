import { type CallType, callTypes } from './call.js';

const BATCH_ROUTES = ['batch', 'b', 'import'] as const;

/** Short routes of the browser SDK: the first letter of the type (analytics-next, `segmentio/index.ts`). */
const SHORT_ROUTES: Readonly<Record<string, CallType>> = {
  t: 'track',
  i: 'identify',
  p: 'page',
  s: 'screen',
  g: 'group',
  a: 'alias',
};

/** Last part of every path below `/v1`. */
export const segmentRoutes = [...callTypes, ...BATCH_ROUTES, ...Object.keys(SHORT_ROUTES)] as const;

/** What a route of the Segment protocol says about the body. */
export interface SegmentRoute {
  readonly isBatch: boolean;
  /** Type of a single call; `undefined` for batches, whose calls name their own. */
  readonly routeType: string | undefined;
}

/** Reads a path such as `/v1/track` or `/v1/t`, with or without a slash at its end. */
export function segmentRoute(path: string): SegmentRoute {
  const end = path.endsWith('/') ? path.length - 1 : path.length;
  const last = path.slice(path.lastIndexOf('/', end - 1) + 1, end);
  const isBatch = BATCH_ROUTES.some((route) => route === last);
  return { isBatch, routeType: isBatch ? undefined : (SHORT_ROUTES[last] ?? last) };
}
