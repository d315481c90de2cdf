/** The checks of the gate in their order. */
export const gateChecks = ['kill-switch', 'tool', 'arguments', 'grant', 'flow', 'rate', 'budget', 'approval'] as const;
export type GateCheck = (typeof gateChecks)[number];

/** OWASP Top 10 for LLM applications 2025 (and the agentic list) that a check answers to. */
export const owaspOf: Readonly<Record<GateCheck, string>> = {
  'kill-switch': 'LLM06:2025 Excessive Agency',
  tool: 'LLM03:2025 Supply Chain',
  arguments: 'LLM05:2025 Improper Output Handling',
  grant: 'LLM06:2025 Excessive Agency',
  flow: 'LLM01:2025 Prompt Injection',
  rate: 'LLM10:2025 Unbounded Consumption',
  budget: 'LLM10:2025 Unbounded Consumption',
  approval: 'LLM06:2025 Excessive Agency',
};

/** Why a call was stopped or has to wait. */
export interface GateReason {
  readonly check: GateCheck;
  /** Stable code, such as `flow.integrity`. */
  readonly code: string;
  /** The argument concerned, where there is one. */
  readonly argument?: string;
  /** For people; holds no values of arguments, which may be personal or hostile. */
  readonly text: string;
}

/** Made without any model: the same call in the same state gets the same decision. */
export type GateDecision =
  | { readonly kind: 'allow'; readonly grants: readonly string[] }
  | { readonly kind: 'ask'; readonly grants: readonly string[]; readonly reasons: readonly GateReason[] }
  | { readonly kind: 'deny'; readonly reasons: readonly GateReason[]; readonly retryAfterMs?: number };
