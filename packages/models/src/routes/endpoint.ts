import type { EmbeddingSpace } from '../ports.js';

export type ModelKind = 'chat' | 'embeddings' | 'rerank';

/** One model behind one address, as a route names it, with all that was left out filled in. */
export interface Endpoint {
  /** As callers and price tables name it. */
  readonly model: string;
  /** As the endpoint names it. */
  readonly upstreamModel: string;
  readonly baseUrl: string;
  readonly timeoutMs: number;
  /** Of the weights, where the route states it. */
  readonly revision?: string;
}

export interface EmbeddingEndpoint extends Endpoint {
  readonly space: EmbeddingSpace;
  readonly sendsInputType: boolean;
  readonly maxTextsPerRequest: number;
}

export interface RerankEndpoint extends Endpoint {
  readonly shape: 'jina' | 'tei';
}

/** Name of a space, for people and for keys; equal names = vectors that may be compared. */
export const spaceName = ({ model, revision, dimensions, prefixes }: EmbeddingSpace): string =>
  `${model}@${revision}/${dimensions}/${prefixes}`;

export const hostOf = ({ baseUrl }: Pick<Endpoint, 'baseUrl'>): string => new URL(baseUrl).host;
