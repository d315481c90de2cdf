import * as cedar from '@cedar-policy/cedar-wasm/nodejs';
import { StellwerkError } from '@stellwerk/contracts';
import { guardErrors } from '../errors.js';
import type { Confidentiality, Integrity } from './label.js';
import type { Caller, ToolDefinition } from './tool.js';

/** What policies can ask about a call. Whole numbers and texts only: policies hold no fractions. */
export interface GrantContext {
  readonly integrity: Integrity;
  readonly confidentiality: Confidentiality;
  /** Most that the call may cost, in millionths of the tenant's currency. */
  readonly costMicros: number;
  readonly isApproved: boolean;
}

/** Whether a tenant's policies allow a call, and which decided. Nothing is allowed that no policy permits. */
export interface Grants {
  check(caller: Caller, tool: ToolDefinition, context: GrantContext): GrantAnswer;
}

export interface GrantAnswer {
  readonly isAllowed: boolean;
  /** Ids of the policies that decided; empty where none permits. */
  readonly policies: readonly string[];
  /** Policies that could not be evaluated; they neither permit nor forbid, so a call that has any is refused. */
  readonly errors: readonly string[];
}

/** What policies may say, checked when they are written: a misspelt attribute is found then and not at the first attack. */
export const GRANT_SCHEMA = `
entity Tenant;
entity Role;
entity TaskKind;
entity Agent in [Tenant, Role] { tenant: Tenant, model: String };
entity Tool { effect: String, version: String };
action call appliesTo {
  principal: Agent,
  resource: Tool,
  context: { task: TaskKind, user: String, integrity: String, confidentiality: String, costMicros: Long, isApproved: Bool }
};
`;

const MAX_POLICY_CHARACTERS = 262_144;

/**
 * Reads Cedar policies (https://docs.cedarpolicy.com), checks them against {@link GRANT_SCHEMA} and keeps them parsed.
 * @param name of the set; a set of the same name is replaced
 * @throws GRD_GRANTS_INVALID with the place in the text
 */
export function compileGrants(name: string, policies: string): Grants {
  if (policies.length > MAX_POLICY_CHARACTERS) {
    throw new StellwerkError(guardErrors.GRANTS_INVALID, {
      set: name,
      problem: `${policies.length} characters exceed ${MAX_POLICY_CHARACTERS}`,
    });
  }
  const fail = (messages: readonly { message: string }[]): never => {
    const problem = messages.map(({ message }) => message).join('; ');
    throw new StellwerkError(guardErrors.GRANTS_INVALID, { set: name, problem });
  };
  const validated = cedar.validate({ schema: GRANT_SCHEMA, policies: { staticPolicies: policies } });
  if (validated.type === 'failure') return fail(validated.errors);
  if (validated.validationErrors.length > 0) return fail(validated.validationErrors.map(({ error }) => error));
  // Two sets must never share a name inside the engine, which would mix tenants.
  const setName = `${name}#${++compiled}`;
  const parsed = cedar.preparsePolicySet(setName, { staticPolicies: policies });
  if (parsed.type === 'failure') return fail(parsed.errors);
  return { check: (caller, tool, context) => check(setName, caller, tool, context) };
}

let compiled = 0;

function check(setName: string, caller: Caller, tool: ToolDefinition, context: GrantContext): GrantAnswer {
  const agent = { type: 'Agent', id: caller.agent };
  const tenant = { type: 'Tenant', id: caller.tenant };
  const resource = { type: 'Tool', id: tool.name };
  const answer = cedar.statefulIsAuthorized({
    principal: agent,
    action: { type: 'Action', id: 'call' },
    resource,
    context: { task: { __entity: { type: 'TaskKind', id: caller.taskKind } }, user: caller.user, ...context },
    preparsedPolicySetId: setName,
    entities: [
      {
        uid: agent,
        attrs: { tenant: { __entity: tenant }, model: caller.model },
        parents: [tenant, ...caller.roles.map((role) => ({ type: 'Role', id: role }))],
      },
      { uid: resource, attrs: { effect: tool.effect, version: tool.version }, parents: [] },
    ],
  });
  if (answer.type === 'failure')
    return { isAllowed: false, policies: [], errors: answer.errors.map(({ message }) => message) };
  const { decision, diagnostics } = answer.response;
  const errors = diagnostics.errors.map(({ policyId, error }) => `${policyId}: ${error.message}`);
  return { isAllowed: decision === 'allow' && errors.length === 0, policies: diagnostics.reason, errors };
}
