const BATCH_ROUTES: ReadonlySet<string> = new Set(['batch', 'b', 'import']);

/** What a route of the Segment protocol says about the body. */
export interface SegmentRoute {
  readonly isBatch: boolean;
  /** Type of a single call; `undefined` for batches, whose calls name their own. */
  readonly routeType: string | undefined;
}

/** Reads a path such as `/v1/track`. */
export function segmentRoute(route: string): SegmentRoute {
  const last = route.slice(route.lastIndexOf('/') + 1);
  const isBatch = BATCH_ROUTES.has(last);
  return { isBatch, routeType: isBatch ? undefined : last };
}
