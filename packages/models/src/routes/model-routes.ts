import type { ControlTable } from '@stellwerk/bus';
import { type ControlDocument, StellwerkError } from '@stellwerk/contracts';
import { modelErrors } from '../errors.js';
import type { EmbeddingSpace } from '../ports.js';
import type { AllowedHosts } from './allowed-hosts.js';
import { type EmbeddingEndpoint, type Endpoint, type ModelKind, type RerankEndpoint, spaceName } from './endpoint.js';

type RouteDocument = ControlDocument<'model-route'>;
type RouteModel = RouteDocument['spec']['models'][number];

const TIMEOUT_MS = 60_000;
const TEXTS_PER_REQUEST = 32;

/** Whose documents are looked at first. */
export interface RouteQuery {
  readonly tenant: string;
  readonly useCase: string;
}

/** What a route asks of the choice among its models. */
export interface Choice {
  readonly order: 'listed' | 'cheapest';
  readonly maxCostMicrosPerCall: number | undefined;
}

export interface Routed<Of extends Endpoint> extends Choice {
  readonly endpoints: readonly Of[];
}

/** Model that serves embeddings where no route says otherwise: the part `models` of the platform itself. */
export interface EmbeddedModel {
  /** Of its OpenAI-compatible interface, with /v1. */
  readonly baseUrl: string;
  readonly space: EmbeddingSpace;
  readonly timeoutMs: number;
  readonly maxTextsPerRequest: number;
}

/**
 * Where models are, by control documents: those of the tenant before those of `platform`. Of several documents for the same use
 * case the first by name counts; where a model is asked for, the first that names it.
 */
export class ModelRoutes {
  constructor(
    private readonly control: Pick<ControlTable, 'all'>,
    private readonly hosts: AllowedHosts,
    private readonly embedded?: EmbeddedModel,
  ) {}

  /** Whether a document routes this use case. */
  has(kind: ModelKind, query: RouteQuery): boolean {
    return this.#find(kind, query) !== undefined;
  }

  /**
   * @param model That was asked for: the route goes from it on. Absent = all of it.
   * @throws MDL_ROUTE_MISSING, MDL_MODEL_UNKNOWN, MDL_HOST_NOT_ALLOWED
   */
  chat(query: RouteQuery, model: string | undefined): Routed<Endpoint> {
    const document = this.#get('chat', query, model);
    const { models } = document.spec;
    const from = model === undefined ? 0 : models.findIndex((entry) => entry.model === model);
    if (from < 0) {
      const details = { useCase: query.useCase, model: model ?? '' };
      throw new StellwerkError(modelErrors.MODEL_UNKNOWN, details, { field: 'model' });
    }
    return { ...choiceOf(document), endpoints: models.slice(from).map(endpointOf) };
  }

  /** @throws MDL_ROUTE_MISSING, MDL_HOST_NOT_ALLOWED */
  rerank(query: RouteQuery): Routed<RerankEndpoint> {
    const document = this.#get('rerank', query);
    const endpoints = document.spec.models.map((model) => ({
      ...endpointOf(model),
      shape: model.rerankShape ?? ('jina' as const),
    }));
    return { ...choiceOf(document), endpoints };
  }

  /**
   * The models of the route, and after them the embedded one. The space of the first is the wanted one; others serve generations
   * that were built with them.
   * @throws MDL_ROUTE_MISSING where there is no embedded one either, MDL_ROUTE_INVALID, MDL_HOST_NOT_ALLOWED
   */
  embeddings(query: RouteQuery): Routed<EmbeddingEndpoint> {
    const embedded = this.embedded && embeddedEndpoint(this.embedded);
    const document = embedded ? this.#find('embeddings', query) : this.#get('embeddings', query);
    if (!document) return { order: 'listed', maxCostMicrosPerCall: undefined, endpoints: embedded ? [embedded] : [] };
    const routed = document.spec.models.map((model) => embeddingEndpointOf(document, model));
    const isRouted = (name: string) => routed.some(({ space }) => spaceName(space) === name);
    const rest = embedded && !isRouted(spaceName(embedded.space)) ? [embedded] : [];
    return { ...choiceOf(document), endpoints: [...routed, ...rest] };
  }

  #get(kind: ModelKind, query: RouteQuery, model?: string): RouteDocument {
    const document = this.#find(kind, query, model);
    if (!document) throw new StellwerkError(modelErrors.ROUTE_MISSING, { kind, useCase: query.useCase });
    return document;
  }

  #find(kind: ModelKind, { tenant, useCase }: RouteQuery, model?: string): RouteDocument | undefined {
    const fitting = this.control
      .all('model-route')
      .filter(({ spec }) => spec.useCase === useCase && (spec.kind ?? 'chat') === kind);
    const ordered = [tenant, 'platform'].flatMap((owner) =>
      fitting.filter((document) => document.tenant === owner).sort(byName),
    );
    const naming = ordered.find(({ spec }) => spec.models.some((entry) => entry.model === model));
    const found = naming ?? ordered[0];
    if (found) for (const { baseUrl } of found.spec.models) this.hosts.assert(baseUrl, nameOf(found));
    return found;
  }
}

const byName = (left: RouteDocument, right: RouteDocument): number => (left.name < right.name ? -1 : 1);
const nameOf = ({ tenant, name }: RouteDocument): string => `model-route/${tenant}/${name}`;

const choiceOf = ({ spec }: RouteDocument): Choice => ({
  order: spec.order ?? 'listed',
  maxCostMicrosPerCall: spec.maxCostMicrosPerCall,
});

const endpointOf = ({ model, upstreamModel, baseUrl, timeoutMs, revision }: RouteModel): Endpoint => ({
  model,
  upstreamModel: upstreamModel ?? model,
  baseUrl: baseUrl.replace(/\/+$/, ''),
  timeoutMs: timeoutMs ?? TIMEOUT_MS,
  ...(revision !== undefined && { revision }),
});

function embeddingEndpointOf(document: RouteDocument, model: RouteModel): EmbeddingEndpoint {
  const { revision, dimensions } = model;
  if (revision === undefined || dimensions === undefined) {
    throw new StellwerkError(modelErrors.ROUTE_INVALID, {
      document: nameOf(document),
      problem: `embeddings need revision and dimensions, and ${model.model} lacks one`,
    });
  }
  return {
    ...endpointOf(model),
    space: { model: model.model, revision, dimensions, prefixes: model.prefixes ?? 'none' },
    sendsInputType: model.sendsInputType ?? false,
    maxTextsPerRequest: model.maxTextsPerRequest ?? TEXTS_PER_REQUEST,
  };
}

const embeddedEndpoint = ({ baseUrl, space, timeoutMs, maxTextsPerRequest }: EmbeddedModel): EmbeddingEndpoint => ({
  model: space.model,
  upstreamModel: space.model,
  baseUrl,
  timeoutMs,
  maxTextsPerRequest,
  space,
  sendsInputType: true,
});
