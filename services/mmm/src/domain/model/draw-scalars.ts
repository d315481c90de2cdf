import type { DrawTable } from '../results/posterior-file.js';
import type { CompiledMix } from './compile.js';

/** One draw of all reported scalars. */
export class DrawScalars {
  private readonly bySlot: ReadonlyMap<number, number>;

  constructor(
    private readonly mix: CompiledMix,
    private readonly table: DrawTable,
    private readonly draw: number,
  ) {
    this.bySlot = placesOf(mix);
  }

  /** The scalar at a place of the layout. */
  at(place: number): number {
    const { chains, draws, values } = this.table;
    return values[place * chains * draws + this.draw]!;
  }

  /** The value of a parameter, sampled or constant. */
  slot(slot: number): number {
    const place = this.bySlot.get(slot);
    return place === undefined ? this.mix.parameters.values[slot]! : this.at(place);
  }
}

const known = new WeakMap<CompiledMix, ReadonlyMap<number, number>>();

function placesOf(mix: CompiledMix): ReadonlyMap<number, number> {
  const found = known.get(mix) ?? new Map(mix.parameters.reported.map((slot, place) => [slot, place]));
  known.set(mix, found);
  return found;
}
