import { join } from 'node:path';
import { type ControlSpec, controlSpecs } from '@stellwerk/contracts';
import { findRepositoryRoot } from '@stellwerk/local';
import { readDocuments, type WantedDocument } from '../platform/documents.js';
import type { OwnSource } from '../platform/source.js';

/** Tenant of the documents in `config/`. */
export const DEMO_TENANT = 'demo';
/** Name of a simulated shop's source, and of what governs it, in any other tenant. */
const NAME = 'simulated-shop';

/** Kinds that are about the demo's own documents, and about those of no other shop. */
const OF_THE_DEMO: ReadonlySet<string> = new Set(['knowledge-source', 'knowledge-settings', 'golden-set', 'prompt']);

/** The demo tenant as it stands in `config/`. */
export const demoDocuments = (): Promise<WantedDocument[]> => readDocuments(join(findRepositoryRoot(), 'config'));

/**
 * What governs a simulated shop: the documents of the demo tenant, because its rules tell apart the channels that the shop
 * knows. In another tenant they stand under a name of their own, beside what is there.
 */
export async function shopSource(tenant: string, by: string): Promise<OwnSource> {
  const demo = await demoDocuments();
  const source = sourceOf(demo);
  const { consentPolicy, channelRules } = source.spec;
  const isOwn = ({ kind, name }: WantedDocument) =>
    (kind === 'consent-policy' && name === consentPolicy) || (kind === 'channel-rules' && name === channelRules);
  const isDemo = tenant === DEMO_TENANT;
  const named = (document: WantedDocument) => ({ ...document, tenant, ...(!isDemo && { name: NAME }) });
  const spec = { ...source.spec, ...(!isDemo && { consentPolicy: NAME, channelRules: NAME }) };
  return {
    tenant,
    by,
    tenantDocuments: demo
      .filter(
        (document) => !isOwn(document) && document.kind !== 'source' && (isDemo || !OF_THE_DEMO.has(document.kind)),
      )
      .map((document) => ({ ...document, tenant, ...(document.kind === 'tenant' && { name: tenant }) })),
    documents: (writeKey) => [
      ...demo.filter(isOwn).map(named),
      named({ ...source.document, spec: { ...spec, ...(!isDemo && { writeKey }) } }),
    ],
  };
}

/** The one source of the demo tenant. */
export function sourceOf(demo: readonly WantedDocument[]): { document: WantedDocument; spec: ControlSpec<'source'> } {
  const document = demo.find(({ kind, tenant }) => kind === 'source' && tenant === DEMO_TENANT);
  if (!document) throw new Error(`config/ has no source of the tenant ${DEMO_TENANT}`);
  return { document, spec: controlSpecs.source.parse(document.spec) };
}
