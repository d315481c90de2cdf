import { z } from 'zod';

const text = (max: number) => z.string().max(max).optional();
const looseText = (max: number) => z.string().max(max).optional().catch(undefined);

/**
 * What a pixel or a link says in its query. Everything that is not named here is a property. Names of consent parameters are
 * those of their standards: `gdpr` and `gdpr_consent` (IAB TCF, URL-based services), `gpp` (IAB GPP), `gcs` and `gcd` (Google
 * consent mode); `consent` lists categories of a consent manager, `analytics:1,marketing:0`.
 */
export const pixelCall = z.looseObject({
  event: text(256),
  id: text(256),
  user: text(512),
  device: text(512),
  at: text(40),
  url: looseText(4_096),
  title: looseText(512),
  referrer: looseText(4_096),
  utm_source: looseText(256),
  utm_medium: looseText(256),
  utm_campaign: looseText(256),
  utm_term: looseText(256),
  utm_content: looseText(256),
  gdpr: text(8),
  gdpr_consent: text(8_192),
  gpp: text(8_192),
  gcs: text(64),
  gcd: text(256),
  consent: text(2_048),
});
export type PixelCall = z.infer<typeof pixelCall>;
