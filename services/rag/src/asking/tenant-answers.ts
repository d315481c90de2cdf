import type { ControlTable } from '@stellwerk/bus';
import { type ControlDocument, StellwerkError } from '@stellwerk/contracts';
import type { Models } from '@stellwerk/models';
import type { AbstentionModel } from '../answers/abstention/calibration.js';
import { type AnswererParts, createAnswerer, EXTRACTIVE } from '../answers/answerer.js';
import { createAnswerGuard } from '../answers/guard.js';
import type { AnswerGuard } from '../answers/ports.js';
import { shippedPrompt } from '../answers/prompt/shipped.js';
import { createCachedAnswerer } from '../cache/cached-answerer.js';
import type { ExactCache } from '../cache/exact-cache.js';
import type { SemanticCache } from '../cache/semantic-cache.js';
import type { Answer, AnswerContext, AnswerEvent, Answerer, AnswerRequest } from '../domain/answer.js';
import type { Retriever, StoredTexts } from '../domain/ports.js';
import { errors } from '../errors.js';
import { settingsOf, settingsVersionOf } from './settings.js';
import type { TenantGuard } from './tenant-guard.js';

export interface TenantAnswersParts {
  readonly control: Pick<ControlTable, 'get' | 'all'>;
  readonly guard: Pick<TenantGuard, 'check' | 'policy' | 'stoppedBy'>;
  readonly models: Pick<Models, 'hasRoute' | 'chat'>;
  readonly retriever: Retriever;
  readonly texts: StoredTexts;
  readonly exact: ExactCache;
  /** Of the generation that serves now; undefined where its space has no threshold. */
  readonly semantic?: () => SemanticCache | undefined;
  readonly abstention: readonly AbstentionModel[];
  /** What serves now: embedding generation, and a number that grows with every change of the tenant's documents. */
  readonly served: (tenant: string) => { readonly generation: string; readonly epoch: number };
  readonly deadline: (timeoutMs: number) => AbortSignal;
}

const ANSWERS = 'answers';
/** Use cases whose routes decide an answer: who writes it, and who puts what was found in order. */
const ROUTED: readonly string[] = [ANSWERS, 'search'];
const MS_PER_SECOND = 1_000;
const SHIPPED = { name: 'grounded-answer', version: '0', spec: shippedPrompt };
/** Sections whose checks are kept, per tenant. */
const KEPT_CHECKS = 2_000;
const MAX_TENANTS = 256;

/** Answers as each tenant's documents say: its prompt, its guard policies, with a model or by quotation, with or without caches. */
export class TenantAnswers implements Answerer {
  readonly #guards = new Map<string, { readonly policies: string; readonly guard: AnswerGuard }>();

  constructor(private readonly parts: TenantAnswersParts) {}

  async answer(request: AnswerRequest, context: AnswerContext): Promise<Answer> {
    return this.#answererOf(request).answer(request, context);
  }

  stream(request: AnswerRequest, context: AnswerContext): AsyncGenerator<AnswerEvent, void, void> {
    return this.#answererOf(request).stream(request, context);
  }

  #answererOf({ reader: { tenant }, caller }: AnswerRequest): Answerer {
    const { control, models, retriever, texts, abstention, deadline, exact, semantic, served } = this.parts;
    const { answers, cache, prompt: promptName, minimumConfidence } = settingsOf(control, tenant);
    const routes = this.#routesOf(tenant);
    // Where a switch stops one model, the others of the route go on; where it stops all, quotations need none.
    const left = routes
      .filter(({ spec }) => spec.useCase === ANSWERS)
      .flatMap(({ spec }) => spec.models.map(({ model }) => model))
      .filter((model) => this.parts.guard.stoppedBy(tenant, caller, model) === undefined);
    const isGenerated =
      answers === 'generated' && models.hasRoute('chat', { tenant, useCase: ANSWERS }) && left.length > 0;
    const prompt = this.#promptOf(tenant, promptName, isGenerated);
    const parts: AnswererParts = {
      retriever,
      texts,
      guard: this.#guardOf(tenant),
      prompt,
      abstention:
        minimumConfidence === undefined
          ? abstention
          : abstention.map((model) => ({ ...model, threshold: minimumConfidence })),
      deadline,
      ...(isGenerated && { chat: models.chat }),
    };
    const answerer = createAnswerer(parts);
    // Another route answers otherwise, and so do other settings: least trust, weights, confidence.
    const documents = routes.map(({ tenant: of, name, version }) => `${of}/${name}@${version}`);
    const model = [isGenerated ? left.join() : EXTRACTIVE, ...documents].join('+');
    const settings = `settings@${settingsVersionOf(control, tenant)}`;
    const state = [nameOf(prompt), settings, this.#policiesOf(tenant)].join('+');
    const byLikeness = cache.semantic ? semantic?.() : undefined;
    if (!cache.exact && !byLikeness) return answerer;
    return createCachedAnswerer({
      answerer,
      texts,
      stateOf: async () => ({ ...served(tenant), prompt: state, model }),
      limits: {
        maxAgeMs: cache.ttlSeconds * MS_PER_SECOND,
        ...(cache.minimumCosine !== undefined && { minimumCosine: cache.minimumCosine }),
      },
      ...(cache.exact && { exact }),
      ...(byLikeness && { semantic: byLikeness }),
    });
  }

  /** @throws RAG_PROMPT_INVALID where a model would be told something else than the tenant wants */
  #promptOf(tenant: string, name: string | undefined, isNeeded: boolean): AnswererParts['prompt'] {
    if (name === undefined) return SHIPPED;
    const document = this.parts.control.get('prompt', tenant, name);
    if (document) return { name: document.name, version: String(document.version), spec: document.spec };
    if (!isNeeded) return SHIPPED;
    const problem = 'the settings name it, and there is no such document';
    throw new StellwerkError(errors.PROMPT_INVALID, { prompt: name, problem });
  }

  #routesOf(tenant: string): readonly ControlDocument<'model-route'>[] {
    return this.parts.control
      .all('model-route')
      .filter(({ tenant: of, spec }) => (of === tenant || of === 'platform') && ROUTED.includes(spec.useCase));
  }

  #policiesOf(tenant: string): string {
    const { guard } = this.parts;
    return (['document', 'output'] as const).map((provenance) => nameOf(guard.policy(tenant, provenance))).join('+');
  }

  #guardOf(tenant: string): AnswerGuard {
    const { guard } = this.parts;
    const policies = this.#policiesOf(tenant);
    const known = this.#guards.get(tenant);
    if (known?.policies === policies) return known.guard;
    const made = createAnswerGuard({
      check: (text, { provenance, sources }) => guard.check(tenant, text, provenance, sources),
      maxKept: KEPT_CHECKS,
    });
    this.#guards.delete(tenant);
    this.#guards.set(tenant, { policies, guard: made });
    const [oldest] = this.#guards.keys();
    if (this.#guards.size > MAX_TENANTS && oldest !== undefined) this.#guards.delete(oldest);
    return made;
  }
}

const nameOf = ({ name, version }: { readonly name: string; readonly version: string }): string => `${name}@${version}`;
