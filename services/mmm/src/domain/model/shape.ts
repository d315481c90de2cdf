import { type AdstockKind, adstockRule, type SaturationKind, saturationRules } from '../spec/kinds.js';
import { type Adstock, createAdstock } from './adstock.js';
import { SATURATE, type Saturate, type Span, spanOf } from './saturation.js';

/** How a channel turns media into the shape of its effect. */
export interface ShapePlan {
  readonly adstock: { readonly kind: AdstockKind; readonly maxLag: number; readonly normalise: boolean };
  readonly saturation: SaturationKind;
  /** `reach`: saturation of the frequency, times the reach, then carry-over. */
  readonly order: 'adstock-first' | 'saturation-first' | 'reach';
}

/** Scaled media of a channel, geo after geo, `periods` each. */
export interface MediaInput {
  readonly periods: number;
  /** Exposure; with reach and frequency, the frequency. */
  readonly media: Float64Array;
  readonly reach: Float64Array | null;
}

/** Names of a plan's parameters: carry-over first, then saturation. */
export const shapeParameters = (plan: ShapePlan): readonly string[] => [
  ...adstockRule(plan.adstock.kind).parameters.map(({ name }) => name),
  ...saturationRules(plan.saturation).map(({ name }) => name),
];

/**
 * The shape of one channel's effect with its derivatives by carry-over and saturation parameters, in buffers that every call
 * overwrites.
 */
export class Shape {
  readonly values: Float64Array;
  /** By parameter, in the order of {@link shapeParameters}; null for constants. */
  readonly tangents: readonly (Float64Array | null)[];
  /** Derivative along a direction of the media; empty without one. */
  readonly along: Float64Array;
  /** Of the observed series, for curves whose half saturation is relative to it. */
  span: Span | null = null;
  private readonly adstock: Adstock;
  private readonly saturate: Saturate;
  private readonly carried: number;
  private readonly saturated: Float64Array;
  private readonly saturatedTangents: readonly (Float64Array | null)[];
  private readonly adstockParameters: Float64Array;
  private readonly saturationParameters: Float64Array;

  /**
   * @param sampled whether each parameter varies, so that derivatives by it are needed
   * @param observed shape of the observed series where this one is of a counterfactual
   * @param direction change of the media (with reach and frequency, of the reach), to have the derivative along it
   */
  constructor(
    private readonly plan: ShapePlan,
    private input: MediaInput,
    sampled: readonly boolean[],
    private observed: Shape | null = null,
    private readonly direction: Float64Array | null = null,
  ) {
    const size = input.media.length;
    this.adstock = createAdstock(plan.adstock.kind, plan.adstock.maxLag, plan.adstock.normalise);
    this.saturate = SATURATE[plan.saturation];
    this.carried = adstockRule(plan.adstock.kind).parameters.length;
    this.values = new Float64Array(size);
    this.along = new Float64Array(direction ? size : 0);
    this.tangents = shapeParameters(plan).map((_, at) => (sampled[at] ? new Float64Array(size) : null));
    const first = plan.order === 'adstock-first';
    this.saturated = first ? this.values : new Float64Array(size);
    this.saturatedTangents = this.tangents
      .slice(this.carried)
      .map((tangent) => (first || tangent === null ? tangent : new Float64Array(size)));
    this.adstockParameters = new Float64Array(this.carried);
    this.saturationParameters = new Float64Array(this.tangents.length - this.carried);
  }

  /** Periods beyond its own in which a period's media act, at most the number of periods. */
  get maxLag(): number {
    return Math.min(this.adstock.maxLag, this.input.periods);
  }

  /** Sets other media of the same size. */
  use(input: MediaInput): void {
    this.input = input;
  }

  /** Sets the shape of the observed series that this one is compared with. */
  observe(observed: Shape | null): void {
    this.observed = observed;
  }

  /** @param parameters in the order of {@link shapeParameters} */
  evaluate(parameters: Float64Array): void {
    this.adstockParameters.set(parameters.subarray(0, this.carried));
    this.saturationParameters.set(parameters.subarray(this.carried));
    this.adstock.set(this.adstockParameters);
    if (this.plan.order === 'adstock-first') this.carryThenSaturate();
    else this.saturateThenCarry();
  }

  private carryThenSaturate(): void {
    const { media, periods } = this.input;
    const carried: (Float64Array | null)[] = this.tangents.slice(0, this.carried);
    this.adstock.carry(media, periods, this.values, carried);
    const span = this.spanFor(carried);
    if (this.direction) {
      this.adstock.carry(this.direction, periods, this.along, NONE);
      carried.push(this.along);
    }
    this.saturate(this.values, carried, this.saturationParameters, this.saturatedTangents, span);
  }

  private saturateThenCarry(): void {
    const { media, reach, periods } = this.input;
    const { saturated, direction } = this;
    saturated.set(media);
    const along = direction ? direction.slice() : null;
    const before = along && !reach ? [along] : NONE;
    this.saturate(saturated, before, this.saturationParameters, this.saturatedTangents, this.spanFor(NONE));
    if (along && reach) for (let at = 0; at < along.length; at++) along[at]! *= saturated[at]!;
    if (reach)
      for (const series of [saturated, ...this.saturatedTangents])
        if (series) for (let at = 0; at < series.length; at++) series[at]! *= reach[at]!;
    this.adstock.carry(saturated, periods, this.values, this.tangents.slice(0, this.carried));
    if (along) this.adstock.carry(along, periods, this.along, NONE);
    for (const [at, own] of this.saturatedTangents.entries()) {
      const into = this.tangents[this.carried + at];
      if (own && into) this.adstock.carry(own, periods, into, NONE);
    }
  }

  private spanFor(tangents: readonly (Float64Array | null)[]): Span | null {
    if (this.plan.saturation !== 'robyn-hill') return null;
    this.span = this.observed ? this.observed.span : spanOf(this.saturated, tangents);
    return this.span;
  }
}

const NONE: readonly null[] = [];
