import { z } from 'zod';

const text = (max: number) => z.string().max(max);
/** Clients send numeric ids as numbers or as text. */
const id = z.union([text(512), z.number()]).nullish();
const looseText = (max: number) => z.string().max(max).nullish().catch(undefined);
const looseNumber = z.coerce.number().nullish().catch(undefined);
const looseObject = z.record(z.string(), z.unknown());

/** `merge` is RudderStack's: two identifiers are of one person. */
export const callTypes = ['track', 'identify', 'page', 'screen', 'group', 'alias', 'merge'] as const;
export type CallType = (typeof callTypes)[number];

/**
 * One call of the Segment protocol and of those that grew from it (RudderStack, Jitsu), as far as it decides something; whatever else it holds is kept. Optional fields of the
 * context that have an odd type are ignored rather than costing the event.
 */
export const segmentCall = z.looseObject({
  type: z.enum(callTypes),
  messageId: text(256).nullish(),
  userId: id,
  anonymousId: id,
  previousId: id,
  groupId: id,
  event: text(256).nullish(),
  name: text(256).nullish(),
  category: text(256).nullish(),
  timestamp: text(40).nullish(),
  originalTimestamp: text(40).nullish(),
  sentAt: text(40).nullish(),
  properties: looseObject.nullish(),
  mergeProperties: z
    .array(z.looseObject({ type: text(64), value: id }))
    .max(8)
    .nullish(),
  traits: looseObject.nullish(),
  context: z
    .looseObject({
      campaign: z
        .looseObject({
          source: looseText(256),
          medium: looseText(256),
          name: looseText(256),
          term: looseText(256),
          content: looseText(256),
        })
        .nullish()
        .catch(undefined),
      page: z
        .looseObject({
          url: looseText(4_096),
          path: looseText(2_048),
          title: looseText(512),
          referrer: looseText(4_096),
        })
        .nullish()
        .catch(undefined),
      traits: looseObject.nullish().catch(undefined),
      userAgent: looseText(4_096),
      locale: looseText(35),
      timezone: looseText(64),
      ip: looseText(64),
      library: z
        .looseObject({ name: looseText(64), version: looseText(64) })
        .nullish()
        .catch(undefined),
      screen: z.looseObject({ width: looseNumber, height: looseNumber }).nullish().catch(undefined),
      /** Segment: `{ categoryPreferences }`. */
      consent: z.unknown().optional(),
      /** RudderStack: `{ allowedConsentIds, deniedConsentIds, provider, resolutionStrategy }`. */
      consentManagement: z.unknown().optional(),
    })
    .nullish(),
});
export type SegmentCall = z.infer<typeof segmentCall>;
