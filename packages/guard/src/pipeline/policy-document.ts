import type { GuardPolicySpec } from '@stellwerk/contracts';
import type { TenantRules } from './fast-detectors.js';
import type { GuardPolicy } from './policy.js';

/** A control document of kind `guard-policy`, as a policy. */
export const policyOf = (name: string, version: string, spec: GuardPolicySpec): GuardPolicy => ({
  name,
  version,
  limits: spec.limits,
  rules: spec.rules.map(({ minScore, ...rule }) => ({ ...rule, ...(minScore !== undefined && { minScore }) })),
  deep: spec.deep,
});

/** What the detectors of a tenant need to know from such a document. Prompts and canaries are secrets and not part of it. */
export const tenantRulesOf = ({ limits, brand, disclosure }: GuardPolicySpec): TenantRules => ({
  languages: limits.languages,
  ...(disclosure && { disclosure }),
  ...(brand && {
    brand: {
      ...brand,
      products: brand.products.map(({ name, aliases, prices }) => ({
        name,
        ...(aliases && { aliases }),
        ...(prices && { prices }),
      })),
      terms: brand.terms.map(({ avoid, use }) => ({ avoid, ...(use !== undefined && { use }) })),
    },
  }),
});
