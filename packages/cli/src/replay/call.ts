/** One call of the Segment protocol, ready for the client; ids are the caller's, so that a repetition is recognised. */
export interface SegmentCall {
  readonly type: 'track' | 'identify' | 'page' | 'screen' | 'group' | 'alias';
  readonly messageId: string;
  readonly anonymousId?: string;
  readonly userId?: string;
  readonly timestamp?: string;
  readonly event?: string;
  readonly name?: string;
  readonly category?: string;
  readonly groupId?: string;
  readonly previousId?: string;
  readonly properties?: object;
  readonly traits?: object;
  readonly context?: object;
}
