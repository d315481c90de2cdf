import { StellwerkError } from '@stellwerk/contracts';
import { modelErrors } from '../errors.js';
import type { Endpoint } from '../routes/endpoint.js';
import type { Routed } from '../routes/model-routes.js';
import type { Cost } from './price.js';

/** Expected cost of the call with a model; null = no price table names it. */
export type CostEstimate = (model: string) => Cost | null;

/**
 * The models of a route in the order in which they are tried. Costs are compared in the currency of the first model that has a
 * price; one in another currency counts as without price.
 * @throws MDL_TOO_EXPENSIVE where the limit leaves none
 */
export function choose<Of extends Endpoint>(route: Routed<Of>, useCase: string, estimate: CostEstimate): readonly Of[] {
  const { endpoints, order, maxCostMicrosPerCall } = route;
  if (order === 'listed' && maxCostMicrosPerCall === undefined) return endpoints;
  const priced = endpoints.map((endpoint) => ({ endpoint, cost: estimate(endpoint.model) }));
  const currency = priced.find(({ cost }) => cost !== null)?.cost?.currency;
  const known = priced.map(({ endpoint, cost }) => ({
    endpoint,
    micros: cost?.currency === currency ? (cost?.micros ?? Number.POSITIVE_INFINITY) : Number.POSITIVE_INFINITY,
  }));
  const limitMicros = maxCostMicrosPerCall ?? Number.POSITIVE_INFINITY;
  const affordable = known.filter(({ micros }) => micros <= limitMicros);
  if (affordable.length === 0) throw new StellwerkError(modelErrors.TOO_EXPENSIVE, { useCase, limitMicros });
  if (order === 'cheapest') affordable.sort((left, right) => compare(left.micros, right.micros));
  return affordable.map(({ endpoint }) => endpoint);
}

/** Infinity equals itself, so that models without price keep their order. */
const compare = (left: number, right: number): number => (left === right ? 0 : left - right);
