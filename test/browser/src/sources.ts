import { randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Platform, writeKeyOf } from '@stellwerk/cli/testing';
import { stringify } from 'yaml';

export const TENANT = 'clients';

/** Sources of one tenant, one for each client, by the name of the source. */
export type WriteKeys = Readonly<Record<string, string>>;

/** Which sources to make. */
export interface Sources {
  readonly lenient: readonly string[];
  /** What they get is kept only with a signal that allows it. */
  readonly strict: readonly string[];
  /** Sources that take one origin alone, and its cookies. */
  readonly origins: Readonly<Record<string, string>>;
}

/** Makes the tenant and its sources. */
export async function createSources(platform: Platform, { lenient, strict, origins }: Sources): Promise<WriteKeys> {
  await writeKeyOf(platform, TENANT);
  const keys = Object.fromEntries([...lenient, ...strict].map((name) => [name, randomBytes(18).toString('base64url')]));
  const document = (kind: string, name: string, spec: object) => ({ kind, tenant: TENANT, name, spec });
  const source = (consentPolicy: string) => (name: string) =>
    document('source', name, {
      writeKey: keys[name],
      enabled: true,
      ...(origins[name] && { allowedOrigins: [origins[name]] }),
      consentPolicy,
      channelRules: 'default',
      identityTraits: { email: 'email' },
    });
  const policy = document('consent-policy', 'strict', {
    defaultPurposes: [],
    categories: { analytics: ['analytics_store'] },
    storagePurpose: 'analytics_store',
  });
  const documents = [policy, ...lenient.map(source('default')), ...strict.map(source('strict'))];
  const file = join(platform.stateDir, 'sources.yaml');
  writeFileSync(file, documents.map((entry) => stringify(entry)).join('---\n'));
  await platform.stellwerk('apply', '-f', file);
  // Services hear of documents within a second.
  await sleep(1_500);
  return keys;
}

/** What is stored of an event. */
export interface StoredEvent {
  readonly kind: string;
  readonly name: string;
  readonly eventId: string;
  readonly personKey: string;
  readonly keys: readonly string[];
  readonly purposes: readonly string[];
  readonly orderId: string;
  readonly value: number | null;
  readonly currency: string;
  readonly title: string;
  readonly campaign: string;
  readonly library: string;
  readonly products: readonly string[];
  readonly target: string;
}

const STORED = `SELECT kind, name, toString(event_id) AS eventId, person_key AS personKey, keys, purposes,
  order_id AS orderId, toFloat64(value) AS value, currency, page_title AS title, campaign_source AS campaign, library,
  product_ids AS products, target
FROM curated.events WHERE tenant = {tenant: String} AND source = {source: String} ORDER BY event_time, name`;

/** Events of a source once there are as many as expected, and a moment later still no more. */
export async function storedEvents(platform: Platform, source: string, expected: number): Promise<StoredEvent[]> {
  const client = platform.clickHouse();
  const read = async () => {
    const query_params = { tenant: TENANT, source };
    const answer = await client.query({ query: STORED, query_params, format: 'JSONEachRow' });
    return answer.json<StoredEvent>();
  };
  for (let attempt = 0; attempt < 60 && (await read()).length < expected; attempt++) await sleep(500);
  await sleep(1_000);
  const events = await read();
  await client.close();
  return events;
}
