import type { Sweep } from '../ledger/upkeep.js';
import type { Foundation } from './foundation.js';

/** Does what is due of documents, then of generations, and tells it. @returns also the names of generations that were dropped */
export async function sweepAll({
  index,
  events,
}: Pick<Foundation, 'index'> & { readonly events: Pick<Foundation['events'], 'flush'> }): Promise<
  Sweep & { readonly generations: readonly string[] }
> {
  const swept = await index.sweep();
  const generations = await index.switcher.dropDue();
  void events.flush();
  return { ...swept, generations };
}
