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
  /** Those that are not 0 without the channel. */
  readonly #remaining: readonly number[];
  readonly #buffer: Float64Array;

  /** @param weights of each cell, such as money per unit of outcome; each gives one total */
  constructor(
    private readonly fitted: FittedModel,
    readonly channel: string,
    private readonly weights: readonly Float64Array[],
  ) {
    const size = sizeOf(fitted.panel);
    this.#buffer = new Float64Array(size);
    const without = new Float64Array(size);
    // One draw shows it: which component depends on what is the same in all of them.
    const responses = fitted.components.map((_, component) => {
      fitted.contribution(component, 0, this.#buffer);
      fitted.contribution(component, 0, without, [{ channel, factor: 0 }]);
      const responds = this.#buffer.some((value, at) => value !== without[at]);
      return { component, responds, remains: without.some((value) => value !== 0) };
    });
    this.#components = responses.flatMap(({ component, responds }) => (responds ? component : []));
    this.#remaining = responses.flatMap(({ component, responds, remains }) => (responds && remains ? component : []));
  }

  /**
   * Value that the channel's media add over all cells in one draw, with its media times each factor, against none.
   * @returns by weight, within each by factor
   */
  totals(draw: number, factors: readonly number[]): readonly (readonly number[])[] {
    const none = this.#valuesAt(draw, 0);
    const by = factors.map((factor) => (factor === 0 ? none : this.#valuesAt(draw, factor)));
    return this.weights.map((_, weight) => by.map((values) => (values[weight] ?? 0) - (none[weight] ?? 0)));
  }

  /** Effect by the most that media could have in the same cells, 0..1; null where the curve has no ceiling. */
  saturation(draw: number): number | null {
    const [today = 0, ceiling = 0, beyond = 0] = this.totals(draw, [1, ENDLESS, MORE_ENDLESS])[0] ?? [];
    if (!Number.isFinite(beyond) || Math.abs(beyond - ceiling) > HAS_CEILING * Math.abs(ceiling)) return null;
    return today / ceiling;
  }

  #valuesAt(draw: number, factor: number): readonly number[] {
    const interventions: readonly Intervention[] | undefined =
      factor === 1 ? undefined : [{ channel: this.channel, factor }];
    const values = this.weights.map(() => 0);
    for (const component of factor === 0 ? this.#remaining : this.#components) {
      this.fitted.contribution(component, draw, this.#buffer, interventions);
      for (const [index, weight] of this.weights.entries())
        values[index] = (values[index] ?? 0) + dot(this.#buffer, weight);
    }
    return values;
  }
}
