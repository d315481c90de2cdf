import type { ControlTable } from '@stellwerk/bus';
import { type AgentKey, thumbprintOf } from '../domain/agents/signatures/web-bot-auth.js';

/** Tenant of documents that hold for all. */
const PLATFORM = 'platform';

/** Keys of signing agents by thumbprint: those of the platform, and a tenant's own, which win. */
export function createAgentKeys(control: ControlTable): (tenant: string) => ReadonlyMap<string, AgentKey> {
  let byTenant = new Map<string, ReadonlyMap<string, AgentKey>>();
  control.onChange((key) => {
    if (key.startsWith('agent-key/')) byTenant = new Map();
  });
  return (tenant) => {
    let keys = byTenant.get(tenant);
    if (!keys) {
      const documents = control.all('agent-key');
      const of = (owner: string) => documents.filter((document) => document.tenant === owner);
      keys = new Map([...of(PLATFORM), ...of(tenant)].map(({ spec }) => [thumbprintOf(spec.jwk), spec]));
      byTenant.set(tenant, keys);
    }
    return keys;
  };
}
