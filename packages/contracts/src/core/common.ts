import { z } from 'zod';

/** Tenant, source and control-document names: short, lower case, safe in keys, URLs and file names. */
export const slug = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]{0,62}$/)
  .describe('lower-case letters, digits and hyphens, at most 63');

/** UTC instant with milliseconds, `2026-11-24T10:00:00.000Z`. */
export const instant = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/)
  .meta({ format: 'date-time' })
  .describe('UTC, milliseconds');

/** Calendar day, `2026-11-24`. */
export const day = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/)
  .meta({ format: 'date' });

/** Lower-case UUID of any version. */
export const uuid = z
  .string()
  .regex(/^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/)
  .meta({ format: 'uuid' });

/** Decimal number as text: at most 26 digits before and 12 after the point, never binary floating point. */
export const decimal = z
  .string()
  .regex(/^-?\d{1,26}(\.\d{1,12})?$/)
  .describe('decimal number as text, at most 12 decimals');

/** ISO 4217 code. */
export const currency = z
  .string()
  .regex(/^[A-Z]{3}$/)
  .describe('ISO 4217');

/** An amount in one currency. */
export const money = z.object({ amount: decimal, currency });
export type Money = z.infer<typeof money>;

/** Name spaces of identity keys, strongest first. */
export const identityNamespaces = ['customer', 'login', 'email', 'device'] as const;
export type IdentityNamespace = (typeof identityNamespaces)[number];

/** Keyed hash of one identifier: `<namespace>:<32 hex>` (HMAC-SHA-256 under the tenant's pepper, first 128 bits). */
export const identityKey = z
  .string()
  .regex(/^(customer|login|email|device):[0-9a-f]{32}$/)
  .describe('namespace and keyed hash of an identifier');

/** What processing an event may serve; granted purposes travel with it. */
export const purposes = ['analytics_store', 'ad_measurement', 'ad_profile', 'user_data_upload'] as const;
export const purpose = z.enum(purposes);
export type Purpose = z.infer<typeof purpose>;

/** Any JSON object; unknown fields of a protocol are kept here. */
export const jsonObject = z.record(z.string(), z.unknown());
