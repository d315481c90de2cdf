import { z } from 'zod';
import { instant, jsonObject, slug } from '../core/common.js';
import { compactedTopic, defineEvent } from '../core/event-contract.js';
import { type ControlKind, type ControlSpec, controlKinds } from './documents.js';

/** What governs behaviour, as a versioned document; `spec: null` withdraws it. */
export const controlDocument = defineEvent({
  type: 'control.document.v1',
  summary: 'One version of one control document; the latest per key governs.',
  schema: z.object({
    kind: z.enum(controlKinds as [ControlKind, ...ControlKind[]]),
    tenant: slug.describe('"platform" for documents above tenants'),
    name: slug,
    version: z.number().int().min(1),
    spec: jsonObject.nullable(),
    by: z.string().max(128),
    at: instant,
  }),
  key: (payload) => controlKey(payload.kind, payload.tenant, payload.name),
  topic: { ...compactedTopic, partitions: 1 },
  examples: [
    {
      title: 'a source',
      payload: {
        kind: 'source',
        tenant: 'demo',
        name: 'web',
        version: 1,
        spec: {
          writeKey: 'demo-web-write-key',
          enabled: true,
          consentPolicy: 'eu-default',
          channelRules: 'default',
          identityTraits: { email: 'email', customerNumber: 'customer' },
        },
        by: 'token:admin',
        at: '2026-11-24T09:00:00.000Z',
      },
    },
    {
      title: 'a tenant',
      payload: {
        kind: 'tenant',
        tenant: 'demo',
        name: 'demo',
        version: 2,
        spec: { displayName: 'Lamp shop', currency: 'EUR', timezone: 'Europe/Berlin', region: 'DE' },
        by: 'token:admin',
        at: '2026-11-24T09:00:00.000Z',
      },
    },
    {
      title: 'a budget plan',
      payload: {
        kind: 'budget-plan',
        tenant: 'demo',
        name: 'default',
        version: 4,
        spec: {
          plan: {
            from: '2026-11-30',
            to: '2026-12-27',
            currency: 'EUR',
            lines: [
              { channel: 'Display', amount: '760.00' },
              { channel: 'Paid Social', amount: '1440.00' },
            ],
            proposalId: 'b7d9f3c4-1111-5222-8333-444455550011',
            approvalId: 'b7d9f3c4-1111-5222-8333-444455550002',
          },
          previous: {
            version: 3,
            plan: {
              from: '2026-11-30',
              to: '2026-12-27',
              currency: 'EUR',
              lines: [
                { channel: 'Display', amount: '900.00' },
                { channel: 'Paid Social', amount: '1300.00' },
              ],
            },
          },
        },
        by: 'token:planner',
        at: '2026-11-24T10:05:00.000Z',
      },
    },
    {
      title: 'a tenant that was withdrawn',
      payload: {
        kind: 'tenant',
        tenant: 'demo',
        name: 'demo',
        version: 3,
        spec: null,
        by: 'token:admin',
        at: '2026-11-24T09:00:00.000Z',
      },
    },
  ],
});

/** Key of a control document: kind/tenant/name. */
export function controlKey(kind: ControlKind, tenant: string, name: string): string {
  return `${kind}/${tenant}/${name}`;
}

/** A control document whose spec has been checked against its kind. */
export interface ControlDocument<Kind extends ControlKind = ControlKind> {
  readonly kind: Kind;
  readonly tenant: string;
  readonly name: string;
  readonly version: number;
  readonly spec: ControlSpec<Kind>;
  readonly by: string;
  readonly at: string;
}
