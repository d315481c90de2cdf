/** Properties of a page call, also the `context.page` of every other call. */
export interface PageProperties {
  readonly url: string;
  readonly path: string;
  readonly title: string;
  readonly referrer: string;
}

/** Context of a call, as a browser's Segment client fills it. */
export interface CallContext {
  readonly page: PageProperties;
  readonly userAgent: string;
  readonly locale: string;
  readonly timezone: string;
  readonly consent: { readonly categoryPreferences: { readonly analytics: boolean; readonly marketing: boolean } };
  /** On landing pages of campaigns only. */
  readonly campaign?: { readonly source: string; readonly medium: string; readonly name: string };
}

interface Common {
  /** Deterministic UUID: the same visit gives the same ids in every run. */
  readonly messageId: string;
  /** The device. */
  readonly anonymousId: string;
  /** The account, from the login on. */
  readonly userId?: string;
  /** UTC, ISO 8601. */
  readonly timestamp: string;
  readonly context: CallContext;
}

export interface PageCall extends Common {
  readonly type: 'page';
  readonly name: string;
  readonly properties: PageProperties;
}

export interface TrackCall extends Common {
  readonly type: 'track';
  readonly event: string;
  readonly properties: Readonly<Record<string, unknown>>;
}

export interface IdentifyCall extends Common {
  readonly type: 'identify';
  readonly traits: Readonly<Record<string, unknown>>;
}

/** One call of the Segment protocol: hand it to the method of its type. Amounts are decimal text in euro. */
export type SegmentCall = PageCall | TrackCall | IdentifyCall;
