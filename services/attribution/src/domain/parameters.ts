import type { AttributionSpec } from './attribution-spec.js';

/** Settings that a model looked at; each belongs to one model, so others are absent. */
export type Parameters = Partial<
  Pick<
    AttributionSpec,
    'order' | 'direct' | 'position' | 'halfLifeDays' | 'decay' | 'periodHours' | 'weights' | 'weightsBy' | 'intervals'
  >
>;

/** What of a specification decided the figures, so that whoever reads them can compute them again. */
export function parametersOf(spec: AttributionSpec): Parameters {
  const { intervals } = spec;
  return { ...ownParametersOf(spec), ...(intervals > 0 && { intervals }) };
}

function ownParametersOf(spec: AttributionSpec): Parameters {
  const { model, order, direct, position, halfLifeDays, decay, periodHours, weights, weightsBy } = spec;
  switch (model) {
    case 'last-non-direct':
      return { direct };
    case 'position':
      return { position };
    case 'time-decay':
      return { halfLifeDays };
    case 'step-decay':
      return { decay, periodHours };
    case 'custom':
      return { weights, weightsBy };
    case 'markov':
      return { order };
    default:
      return {};
  }
}
