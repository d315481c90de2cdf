import type { KafkaAccess } from '@stellwerk/bus';
import { changesTo, writeChanges } from './documents.js';
import { newWriteKey, tenantDocuments } from './tenant.js';
import { withControl } from './with-bus.js';

/** How long services may take to hear of a new document. */
const HEARD_AFTER_MS = 1_000;

/**
 * The write key of a tenant's source "web"; creates tenant, source and key where they do not exist. A tenant that is made for
 * a file of known journeys keeps events without a consent signal.
 */
export async function ensureSource(kafka: KafkaAccess, tenant: string, now: Date): Promise<string> {
  return withControl(kafka, async (control, bus) => {
    const existing =
      control.get('source', tenant, 'web') ?? control.all('source').find((source) => source.tenant === tenant);
    if (existing) return existing.spec.writeKey;
    const writeKey = newWriteKey();
    const documents = tenantDocuments(tenant, {
      displayName: tenant,
      currency: 'EUR',
      timezone: 'Europe/Berlin',
      region: 'DE',
      writeKey,
      defaultPurposes: ['analytics_store'],
    });
    const isTenant = control.get('tenant', tenant, tenant) !== undefined;
    const missing = isTenant ? documents.filter(({ kind, name }) => !control.get(kind, tenant, name)) : documents;
    await writeChanges(bus, changesTo(control, missing), 'stellwerk replay', now);
    await new Promise((resolve) => setTimeout(resolve, HEARD_AFTER_MS));
    return writeKey;
  });
}
