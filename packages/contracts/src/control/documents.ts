import { z } from 'zod';
import { currency, identityNamespaces, instant, purpose, slug } from '../core/common.js';
import { MAX_REJECTED_HOURS } from '../events/tracking.rejected.v1.js';
import {
  agentToolSpec,
  killSwitchSpec,
  modelRouteSpec,
  priceTableSpec,
  toolGrantSpec,
  usageLimitSpec,
} from './agent-gates.js';
import { agentKeySpec } from './agent-key.js';
import { budgetPlanSpec } from './budget-plan.js';
import { budgetPolicySpec } from './budget-policy.js';
import { channelRulesSpec } from './channel-rules.js';
import { consentPolicySpec, destinationSpec } from './consent-policy.js';
import { goldenSetSpec } from './golden-set.js';
import { guardPolicySpec } from './guard-policy.js';
import { knowledgeSettingsSpec, knowledgeSourceSpec } from './knowledge.js';
import { mmmSpecSpec } from './mmm-spec.js';
import { promptSpec } from './prompt.js';
import { rateTableSpec } from './rate-table.js';

/** A tenant: one company whose data never meets another's. */
export const tenantSpec = z.object({
  displayName: z.string().min(1).max(128),
  currency: currency.describe('reporting currency'),
  timezone: z.string().max(64).describe('IANA name; days of reports begin here'),
  region: z.string().max(16).describe('home region, ISO 3166 or EEA, for the default of consent'),
  rateTable: slug
    .optional()
    .describe('rate-table document by which amounts are converted into the reporting currency; absent = they are not'),
});

/** The cookie that the door sets where consent grants storage: Secure, HttpOnly. */
const firstPartyCookie = z.object({
  name: z
    .string()
    .regex(/^[A-Za-z0-9_-]{1,64}$/)
    .optional()
    .describe('"sp" where absent'),
  days: z
    .number()
    .int()
    .min(1)
    .max(400)
    .optional()
    .describe('how long it lives after the last request; 365 where absent'),
  domains: z
    .array(
      z
        .string()
        .max(253)
        .regex(/^[a-z0-9-]+(\.[a-z0-9-]+)+$/),
    )
    .max(100)
    .optional()
    .describe(
      'the first that is the host of the Origin header, or a parent of it, becomes the Domain attribute; none fits = the cookie belongs to the collector host alone',
    ),
  sameSite: z.enum(['None', 'Lax', 'Strict']).optional().describe('"None" where absent'),
});

/** Where events come from: a write key and what is allowed with it. Write keys are public and only write. */
export const sourceSpec = z.object({
  writeKey: z.string().min(12).max(128),
  protocolKeys: z
    .array(z.string().min(1).max(128))
    .max(20)
    .optional()
    .describe('other public keys that name this source: Snowplow app ids, GA4 measurement ids, PostHog project keys'),
  enabled: z.boolean(),
  allowedOrigins: z
    .array(
      z
        .string()
        .max(255)
        .regex(/^https?:\/\/(\*\.)?[a-z0-9.-]+(:\d{1,5})?$/),
    )
    .min(1)
    .max(100)
    .optional()
    .describe(
      'web origins that may send from a browser, "https://*.shop.example" = every subdomain; they may send cookies. Absent = any origin, without cookies',
    ),
  cookie: firstPartyCookie
    .optional()
    .describe('first-party cookie with a random visitor id for protocols that use one; absent = none is set or read'),
  consentPolicy: slug,
  channelRules: slug,
  identityTraits: z
    .record(z.string().max(64), z.enum(identityNamespaces))
    .describe('trait or property that carries an identifier, and its name space'),
  sealedIdentifiers: z
    .partialRecord(z.enum(identityNamespaces), z.array(purpose).min(1))
    .optional()
    .describe(
      'name spaces whose raw values are kept under seal, and the purposes that need them; absent = none are kept',
    ),
  maxRequestsPerSecond: z.number().int().min(1).max(1_000_000).optional(),
  sentBy: z
    .enum(['client', 'server'])
    .optional()
    .describe(
      "who calls the door: the visitor's own client, or a server for it, whose address and headers say nothing of the visitor; absent = told by the library that sends",
    ),
  fullUserAgentFor: z
    .array(purpose)
    .max(4)
    .optional()
    .describe(
      'purposes that need the whole user agent; without one of them granted only browser, system and class are kept',
    ),
  maxRequestsPerSecondPerAddress: z.number().int().min(1).max(1_000_000).optional(),
  maxEventsPerSecond: z.number().int().min(1).max(10_000_000).optional(),
});

export const roles = ['viewer', 'analyst', 'marketer', 'approver', 'privacy-officer', 'admin'] as const;
export type Role = (typeof roles)[number];

/** A bearer token; only its SHA-256 is known. */
export const tokenSpec = z.object({
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  roles: z.array(z.enum(roles)).min(1),
  tenants: z.array(slug).describe('empty = every tenant'),
  groups: z
    .array(slug)
    .max(64)
    .optional()
    .describe('groups of people that it stands for, for access to documents; none where absent'),
  expiresAt: instant,
  revoked: z.boolean(),
});

/** Limits of the identity graph. */
export const identityPolicySpec = z.object({
  maxStrongKeysPerDevice: z
    .number()
    .int()
    .min(1)
    .max(1000)
    .describe('above it a device stops linking (kiosk, family tablet)'),
  maxKeysPerComponent: z.number().int().min(2).max(10_000).describe('above it a component is quarantined'),
  blockedValues: z.array(z.string().max(64)).describe('identifier values that name nobody'),
});

/** How long things are kept. */
export const retentionSpec = z.object({
  rawDays: z
    .number()
    .int()
    .min(1)
    .max(3650)
    .describe('whole days (UTC) after the day of receipt that the raw zone keeps messages; 30 without a document'),
  rejectedHours: z
    .number()
    .int()
    .min(1)
    .max(MAX_REJECTED_HOURS)
    .describe('hours after the day (UTC) an original came at which its key is destroyed; 72 without a document'),
  rejectedOriginals: z.enum(['sealed', 'counted']),
});

/** Every kind of control document and its spec. */
export const controlSpecs = {
  tenant: tenantSpec,
  source: sourceSpec,
  token: tokenSpec,
  'consent-policy': consentPolicySpec,
  destination: destinationSpec,
  'channel-rules': channelRulesSpec,
  'identity-policy': identityPolicySpec,
  retention: retentionSpec,
  'rate-table': rateTableSpec,
  'agent-key': agentKeySpec,
  'tool-grant': toolGrantSpec,
  'kill-switch': killSwitchSpec,
  'agent-tool': agentToolSpec,
  'usage-limit': usageLimitSpec,
  'model-route': modelRouteSpec,
  'price-table': priceTableSpec,
  'budget-policy': budgetPolicySpec,
  'budget-plan': budgetPlanSpec,
  'mmm-spec': mmmSpecSpec,
  'guard-policy': guardPolicySpec,
  'golden-set': goldenSetSpec,
  'knowledge-source': knowledgeSourceSpec,
  'knowledge-settings': knowledgeSettingsSpec,
  prompt: promptSpec,
} as const;

export type ControlKind = keyof typeof controlSpecs;
export type ControlSpec<Kind extends ControlKind> = z.infer<(typeof controlSpecs)[Kind]>;
export const controlKinds = Object.keys(controlSpecs) as ControlKind[];
