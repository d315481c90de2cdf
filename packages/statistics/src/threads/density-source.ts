import type { LogDensity } from '../log-density.js';

/** How a thread gets the density: functions cannot be sent, so it is made again there. */
export interface DensitySource {
  /** URL of a module, e.g. `new URL('./my-density.js', import.meta.url).href`. */
  readonly module: string;
  /** Name of the module's export that makes the density from the data: `(data) => LogDensity`, or a promise of it. */
  readonly factory: string;
  /** Anything that survives structured cloning. A SharedArrayBuffer is not copied. */
  readonly data: unknown;
}

/**
 * Makes the density. It must be a function of the position alone, so that draws do not depend on which thread computes them.
 * @throws TypeError where the module has no such export, or it does not return a density
 */
export async function densityFrom(source: DensitySource): Promise<LogDensity> {
  const module: Readonly<Record<string, unknown>> = await import(source.module);
  const factory = module[source.factory];
  if (typeof factory !== 'function') throw new TypeError(`${source.module} exports no function ${source.factory}`);
  const density: unknown = await factory(source.data);
  if (!isLogDensity(density)) throw new TypeError(`${source.factory} of ${source.module} returned no log density`);
  return density;
}

function isLogDensity(value: unknown): value is LogDensity {
  return (
    typeof value === 'object' &&
    value !== null &&
    'dimension' in value &&
    typeof value.dimension === 'number' &&
    'evaluate' in value &&
    typeof value.evaluate === 'function'
  );
}
