import type { FittedModel, Intervention } from '../fitted-model.js';
import { sizeOf } from '../panel.js';
import { dot } from './run-facts.js';

/** A factor at which a channel has reached whatever ceiling it has. */
const ENDLESS = 1e12;
const MORE_ENDLESS = 1e15;
const HAS_CEILING = 1e-3;
/** Share of a channel's media by which the next unit is approximated. */
export const MARGINAL_STEP = 0.01;

/**
 * What a channel does to the whole outcome. Media of one channel may raise another (search after television), so every component
 * that answers to the channel counts, not only its own.
 */
export class ChannelEffect {
  readonly #components: readonly number[];
  readonly #without: Float64Array;
  readonly #buffer: Float64Array;

  /**
   * @param value weight of each cell, such as money per unit of outcome
   */
  constructor(
    private readonly fitted: FittedModel,
    readonly channel: string,
    private readonly value: Float64Array,
  ) {
    this.#buffer = new Float64Array(sizeOf(fitted.panel));
    this.#without = new Float64Array(sizeOf(fitted.panel));
    this.#components = fitted.components.flatMap((_, index) => (this.#responds(index) ? index : []));
  }

  /** Value that the channel's media added over all cells, in one draw: with its media times a factor, against none. */
  total(draw: number, factor = 1): number {
    return this.#valueAt(draw, factor) - this.#valueAt(draw, 0);
  }

  /** The same for several factors. @param into written, as long as `factors` */
  totals(draw: number, factors: readonly number[], into: Float64Array): void {
    const none = this.#valueAt(draw, 0);
    for (const [index, factor] of factors.entries()) into[index] = this.#valueAt(draw, factor) - none;
  }

  /** Value of one per cent more media. */
  marginal(draw: number): number {
    return this.#valueAt(draw, 1 + MARGINAL_STEP) - this.#valueAt(draw, 1);
  }

  /** Effect by the most that media could have in the same cells, 0..1; null where the curve has no ceiling. */
  saturation(draw: number): number | null {
    const ceiling = this.total(draw, ENDLESS);
    const beyond = this.total(draw, MORE_ENDLESS);
    if (!Number.isFinite(beyond) || Math.abs(beyond - ceiling) > HAS_CEILING * Math.abs(ceiling)) return null;
    return this.total(draw) / ceiling;
  }

  #valueAt(draw: number, factor: number): number {
    const interventions: readonly Intervention[] | undefined =
      factor === 1 ? undefined : [{ channel: this.channel, factor }];
    let value = 0;
    for (const component of this.#components) {
      this.fitted.contribution(component, draw, this.#buffer, interventions);
      value += dot(this.#buffer, this.value);
    }
    return value;
  }

  /** Whether a component is another one without the channel. One draw shows it: what depends on what is the same in all. */
  #responds(component: number): boolean {
    this.fitted.contribution(component, 0, this.#buffer);
    this.fitted.contribution(component, 0, this.#without, [{ channel: this.channel, factor: 0 }]);
    return this.#buffer.some((value, at) => value !== this.#without[at]);
  }
}
