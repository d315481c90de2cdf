import { join } from 'node:path';
import type { ControlTable } from '@stellwerk/bus';
import { type ControlDocument, StellwerkError } from '@stellwerk/contracts';
import { createIdentityHasher, type IdentityHasher } from '../domain/identity-keys.js';
import { isListedOrigin } from '../domain/origin.js';
import type { SourceContext } from '../domain/source-context.js';
import { errors } from '../errors.js';
import type { DaySalts } from './day-salts.js';
import { readOrCreateKey } from './key-files.js';

/** Finds what governs a source. */
export interface Sources {
  /**
   * By its write key, or another key by which a protocol names it.
   * @throws StellwerkError for unknown keys, disabled sources and missing policies: nothing is accepted on a guess.
   */
  find(key: string): SourceContext;
  /** What governs a source now, by its name. @throws as {@link find} */
  named(tenant: string, name: string): SourceContext;
  /** Which source a key names, enabled or not; `undefined` where it names none. */
  locate(key: string): { readonly tenant: string; readonly name: string } | undefined;
  /** What turns identifiers of a tenant into keys. @throws StellwerkError TRK_POLICY_MISSING where there is no such tenant */
  hasherOf(tenant: string): IdentityHasher;
  /** Whether any enabled source takes requests from pages of this origin; which one a request is for shows only later. */
  originAccess(origin: string): OriginAccess;
}

/** `listed` = some source names the origin; `open` = some source names no origins and takes any; else `none`. */
export type OriginAccess = 'listed' | 'open' | 'none';

export const SOURCES = Symbol('Sources');

/** Origins are sent by anybody, so only so many answers are remembered. */
const REMEMBERED_ORIGINS = 1_000;

/** Reads sources, tenants and policies from the control table; peppers of tenants from files in `secretsDir`. */
export function createSources(control: ControlTable, secretsDir: string, daySalts: DaySalts): Sources {
  let byKey = new Map<string, SourceContext>();
  let byOrigin = new Map<string, OriginAccess>();
  const hashers = new Map<string, IdentityHasher>();
  control.onChange(() => {
    byKey = new Map();
    byOrigin = new Map();
    hashers.clear();
  });

  const hasherOf = (tenant: string): IdentityHasher => {
    let hasher = hashers.get(tenant);
    if (!hasher) {
      const pepper = readOrCreateKey(join(secretsDir, `pepper-${tenant}`));
      const [policy] = control.all('identity-policy').filter((document) => document.tenant === tenant);
      hasher = createIdentityHasher(pepper, policy?.spec.blockedValues ?? []);
      hashers.set(tenant, hasher);
    }
    return hasher;
  };

  const resolve = (source: ControlDocument<'source'>): SourceContext => {
    const tenant = control.get('tenant', source.tenant, source.tenant);
    if (!tenant) throw new StellwerkError(errors.POLICY_MISSING, { kind: 'tenant' });
    const consentPolicy = control.get('consent-policy', source.tenant, source.spec.consentPolicy);
    if (!consentPolicy) throw new StellwerkError(errors.POLICY_MISSING, { kind: 'consent-policy' });
    const destinations = control.all('destination').filter((document) => document.tenant === source.tenant);
    const daySaltAt = (atMs: number) => daySalts.saltAt(source.tenant, atMs);
    return { source, tenant, consentPolicy, destinations, daySaltAt, hasher: hasherOf(source.tenant) };
  };

  const ownersOf = (key: string): ControlDocument<'source'>[] => {
    const all = control.all('source');
    const byWriteKey = all.filter(({ spec }) => spec.writeKey === key);
    return byWriteKey.length > 0 ? byWriteKey : all.filter(({ spec }) => spec.protocolKeys?.includes(key));
  };

  return {
    locate: (key) => ownersOf(key)[0],
    find(key) {
      let context = byKey.get(key);
      if (!context) {
        const [source, ...others] = ownersOf(key);
        if (!source) throw new StellwerkError(errors.WRITE_KEY_UNKNOWN);
        // They may be of several tenants, whose data never meet.
        if (others.length > 0) throw new StellwerkError(errors.KEY_AMBIGUOUS);
        context = resolve(source);
        byKey.set(key, context);
      }
      if (!context.source.spec.enabled) throw new StellwerkError(errors.SOURCE_DISABLED);
      return context;
    },
    named(tenant, name) {
      const source = control.get('source', tenant, name);
      if (!source) throw new StellwerkError(errors.SOURCE_GONE, { source: name });
      if (!source.spec.enabled) throw new StellwerkError(errors.SOURCE_DISABLED);
      return resolve(source);
    },
    hasherOf(tenant) {
      if (!control.get('tenant', tenant, tenant)) throw new StellwerkError(errors.POLICY_MISSING, { kind: 'tenant' });
      return hasherOf(tenant);
    },
    originAccess(origin) {
      let access = byOrigin.get(origin);
      if (!access) {
        const specs = control.all('source').flatMap(({ spec }) => (spec.enabled ? [spec] : []));
        const isListed = specs.some(({ allowedOrigins = [] }) => isListedOrigin(origin, allowedOrigins));
        access = isListed ? 'listed' : specs.some((spec) => spec.allowedOrigins === undefined) ? 'open' : 'none';
        if (byOrigin.size >= REMEMBERED_ORIGINS) byOrigin.clear();
        byOrigin.set(origin, access);
      }
      return access;
    },
  };
}
