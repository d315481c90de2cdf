import type { ControlTable } from '@stellwerk/bus';
import type { ControlDocument } from '@stellwerk/contracts';
import {
  type BudgetLimit,
  type Caller,
  type CallerLimits,
  compileGrants,
  type GatedTool,
  type GateRules,
  type Grants,
  type KillSwitch,
  type ToolDefinition,
} from '@stellwerk/guard';
import type { AllowedHosts } from '@stellwerk/models';
import { createHttpTool, type Fetch } from './http-tool.js';

const DAY_MS = 86_400_000;
/** Documents with this name stand above tenants. */
const PLATFORM = 'platform';

/** A document and what was made of it, until its next version. */
interface Made<Value> {
  readonly document: object;
  readonly value: Value;
}

/** What the gate is told by control documents; a change counts from the next call on. */
export class ControlRules implements GateRules {
  readonly #tools = new Map<string, Made<GatedTool | null>>();
  readonly #grants = new Map<string, Made<Grants | null>>();

  constructor(
    private readonly control: Pick<ControlTable, 'get' | 'all'>,
    private readonly hosts: AllowedHosts,
    private readonly fetch: Fetch,
    private readonly warn: (document: string, problem: unknown) => void,
  ) {}

  tool(name: string, tenant: string): ToolDefinition | undefined {
    return this.gatedTool(name, tenant)?.definition;
  }

  gatedTool(name: string, tenant: string): GatedTool | undefined {
    const document = isSlug(name) ? this.control.get('agent-tool', tenant, name) : undefined;
    const tool = document && this.#made(this.#tools, document, () => this.#createTool(document));
    return tool ?? undefined;
  }

  killSwitches(): Iterable<KillSwitch> {
    return this.control
      .all('kill-switch')
      .filter(({ spec }) => spec.on)
      .map(({ tenant, name, spec: { tool, agent, model, reason } }) => ({
        name: `${tenant}/${name}`,
        reason,
        ...(tenant !== PLATFORM && { tenant }),
        ...(tool !== undefined && { tool }),
        ...(agent !== undefined && { agent }),
        ...(model !== undefined && { model }),
      }));
  }

  /** Every grant document of the tenant permits; what any of them forbids is forbidden. */
  grants(tenant: string): Grants | undefined {
    const documents = this.control.all('tool-grant').filter((document) => document.tenant === tenant);
    const sets = documents.map((document) =>
      this.#made(this.#grants, document, () => compileGrants(`${tenant}/${document.name}`, document.spec.policies)),
    );
    if (sets.length === 0) return undefined;
    return {
      check: (caller, tool, context) => {
        const answers = sets.map((set) =>
          set
            ? set.check(caller, tool, context)
            : { isAllowed: false, policies: [], errors: ['a document is invalid'] },
        );
        const errors = answers.flatMap((answer) => answer.errors);
        // Cedar names the forbidding policies of a refusal, and none where nothing permits.
        const isForbidden = answers.some((answer) => !answer.isAllowed && answer.policies.length > 0);
        const isAllowed = errors.length === 0 && !isForbidden && answers.some((answer) => answer.isAllowed);
        return { isAllowed, policies: answers.flatMap((answer) => answer.policies), errors };
      },
    };
  }

  /** Limits of tasks are those of agents: a call of a model for an application, which has no task, is not held to them. */
  limits({ tenant, user, agent, taskId }: Caller): CallerLimits {
    const subjects = { tenant: '', user: `/user/${user}`, agent: `/agent/${agent}`, task: `/task/${taskId}` };
    const documents = this.control.all('usage-limit').filter((document) => document.tenant === tenant);
    const rates: CallerLimits['rates'][number][] = [];
    const budgets: BudgetLimit[] = [];
    for (const { name, spec } of documents) {
      if (spec.per === 'task' && taskId === '') continue;
      const account = `${tenant}${subjects[spec.per]}#${name}`;
      const { requestsPerSecond: perSecond, burst, callsPerDay, microsPerDay } = spec;
      if (perSecond !== undefined)
        rates.push({ name: account, rate: { perSecond, burst: burst ?? Math.max(1, perSecond) } });
      if (callsPerDay === undefined && microsPerDay === undefined) continue;
      budgets.push({
        account,
        windowMs: spec.per === 'task' ? null : DAY_MS,
        maxMicros: microsPerDay ?? Number.POSITIVE_INFINITY,
        maxCalls: callsPerDay ?? Number.POSITIVE_INFINITY,
      });
    }
    return { rates, budgets };
  }

  #createTool(document: ControlDocument<'agent-tool'>): GatedTool {
    const { url, dryRunUrl, lookUpUrl } = document.spec;
    const key = `agent-tool/${document.tenant}/${document.name}`;
    for (const address of [url, dryRunUrl, lookUpUrl]) if (address !== undefined) this.hosts.assert(address, key);
    return createHttpTool(document, this.fetch);
  }

  /** A document that cannot be used allows nothing: it is reported once and counts as absent, or as refusing. */
  #made<Value>(cache: Map<string, Made<Value | null>>, document: ControlDocument, make: () => Value): Value | null {
    const key = `${document.kind}/${document.tenant}/${document.name}`;
    const known = cache.get(key);
    if (known?.document === document) return known.value;
    let value: Value | null = null;
    try {
      value = make();
    } catch (error) {
      this.warn(key, error);
    }
    cache.set(key, { document, value });
    return value;
  }
}

const isSlug = (name: string): boolean => /^[a-z0-9][a-z0-9-]{0,62}$/.test(name);
