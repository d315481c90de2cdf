import type { Component, FittedModel, Intervention } from '../fitted-model.js';
import type { Panel } from '../panel.js';
import type { DrawTable } from '../results/posterior-file.js';
import { channelsOf } from '../spec/mmm-spec.js';
import { type Channel, channelOn } from './channel-component.js';
import type { CompiledEquation, CompiledMix } from './compile.js';
import { type DrawLayout, drawLayout } from './draw-layout.js';
import { DrawScalars } from './draw-scalars.js';
import { positiveMean } from './likelihoods.js';
import { type LinearPart, linearParts } from './linear-component.js';
import { Mediation } from './mediation.js';
import { expectedNoise, simulate } from './observation.js';

/** A media mix model with its draws, for one of its outcomes. */
export class FittedMix implements FittedModel {
  readonly components: readonly Component[];
  readonly draws: number;
  readonly layout: DrawLayout;
  private readonly target: CompiledEquation;
  private readonly linear: readonly LinearPart[];
  private readonly channels: readonly Channel[];
  private readonly mediation: Mediation;
  private readonly part: Float64Array;

  /**
   * @param table scalars by name as {@link drawLayout} names them
   * @param outcome index of the equation; the first is the main outcome
   */
  constructor(
    readonly mix: CompiledMix,
    readonly table: DrawTable,
    readonly outcome = 0,
    readonly panel: Panel = mix.panel,
  ) {
    this.layout = drawLayout(mix);
    this.draws = table.chains * table.draws;
    this.target = mix.equations[outcome]!;
    this.linear = linearParts(mix, this.target, this.layout, outcome, panel);
    this.channels = this.target.equation.effects.map(({ channel }, effect) =>
      channelOn(mix.channels[channel]!, this.layout.equations[outcome]!.factors[effect]!, panel),
    );
    this.mediation = new Mediation(mix, this.layout, panel);
    this.components = [
      ...this.linear.map(({ name, kind }) => ({ name, kind })),
      ...this.channels.map(({ compiled: { name, kind } }) => ({ name, kind })),
    ];
    this.part = new Float64Array(panel.geos.length * panel.dates.length);
  }

  contribution(component: number, draw: number, into: Float64Array, interventions: readonly Intervention[] = []): void {
    const values = this.scalars(draw);
    const linear = this.linear[component];
    if (linear) {
      linear.write(values, into);
      if (linear.isLevel && this.target.outcome.noise === null) this.liftToPositive(values, into, interventions);
      return;
    }
    const channel = this.channels[component - this.linear.length];
    if (!channel) throw new RangeError(`there is no component ${component}`);
    this.writeChannel(channel, values, interventions, into);
  }

  noise(draw: number, into: Float64Array): void {
    this.expected(draw, this.part);
    expectedNoise(this.target, this.scalars(draw), this.mix, this.part, into);
  }

  predict(draw: number, uniform: () => number, into: Float64Array): void {
    this.expected(draw, this.part);
    simulate(this.target, this.scalars(draw), this.mix, this.part, uniform, into);
  }

  carryOver(channel: string, draw: number, into: Float64Array): void {
    const found = this.channels.find(({ compiled }) => compiled.name === channel);
    if (!found) throw new RangeError(`there is no channel ${channel}`);
    found.carryOver(this.scalars(draw), into);
  }

  over(panel: Panel): FittedMix {
    return new FittedMix(this.mix, this.table, this.outcome, panel);
  }

  /** Channels of this outcome, in the order of the specification. */
  channelNamed(name: string): Channel {
    const found = this.channels.find(({ compiled }) => compiled.name === name);
    if (!found) throw new RangeError(`there is no channel ${name}`);
    return found;
  }

  get channelNames(): readonly string[] {
    return this.channels.map(({ compiled }) => compiled.name);
  }

  /** Column of the money spent on a channel; empty for organic ones. */
  spendColumn(name: string): string {
    const found = channelsOf(this.mix.spec).find((channel) => channel.name === name);
    return found && found.kind !== 'organic' ? found.spend : '';
  }

  /** Scalars of a draw by slot and place; see {@link DrawScalars}. */
  scalars(draw: number): DrawScalars {
    return new DrawScalars(this.mix, this.table, draw);
  }

  /** Units of the outcome per unit of the scaled outcome, by geo. */
  get units(): Float64Array {
    const { heads, scale } = this.target.scale;
    return heads.map((one) => one * scale);
  }

  get mediators(): Mediation {
    return this.mediation;
  }

  private writeChannel(
    channel: Channel,
    values: DrawScalars,
    interventions: readonly Intervention[],
    into: Float64Array,
  ): void {
    const raised = this.mediation.exposure(channel.compiled.name, values, interventions);
    channel.write(values, this.units, interventions, raised, into);
  }

  private expected(draw: number, into: Float64Array): void {
    const part = new Float64Array(into.length);
    into.fill(0);
    for (let component = 0; component < this.components.length; component++) {
      this.contribution(component, draw, part);
      for (let at = 0; at < into.length; at++) into[at]! += part[at]!;
    }
  }

  /** Counts: what holds the expectation above 0 belongs to the level, so that parts still add up. */
  private liftToPositive(values: DrawScalars, level: Float64Array, interventions: readonly Intervention[]): void {
    const total = level.slice();
    const part = new Float64Array(level.length);
    for (const other of this.linear)
      if (!other.isLevel) {
        other.write(values, part);
        for (let at = 0; at < total.length; at++) total[at]! += part[at]!;
      }
    for (const channel of this.channels) {
      this.writeChannel(channel, values, interventions, part);
      for (let at = 0; at < total.length; at++) total[at]! += part[at]!;
    }
    const floors = this.target.floors;
    const periods = this.panel.dates.length;
    for (let at = 0; at < level.length; at++)
      level[at]! += positiveMean(total[at]!, floors[Math.floor(at / periods)]!)[0] - total[at]!;
  }
}
