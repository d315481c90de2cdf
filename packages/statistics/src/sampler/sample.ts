import type { LogDensity } from '../log-density.js';
import { Chain, drawsOf } from './chain.js';
import { type SamplerOptions, samplerSettings } from './options.js';
import type { Posterior } from './posterior.js';

/**
 * Samples a density with NUTS in this thread, chain after chain. The draws are the same bytes as from any number of threads.
 * @throws RangeError for options out of range; NumericalError NO_FINITE_START, NO_STEP_SIZE
 */
export function sample(density: LogDensity, options: SamplerOptions): Posterior {
  const settings = samplerSettings(options);
  const chains = Array.from({ length: settings.chains }, (_, number) => {
    const chain = new Chain(density, settings, number);
    while (!chain.isFinished) chain.next();
    return drawsOf(chain.state());
  });
  return { dimension: density.dimension, draws: settings.draws, maxDepth: settings.maxDepth, chains };
}
