import type { Evidence, LiftEvidence } from '../calibration/evidence.js';
import type { Panel } from '../panel.js';
import { ChannelShape, sampledOf } from './channel-shape.js';
import type { CompiledChannel } from './compile-channels.js';
import { AttributionTerm, type ExperimentPlan, ExperimentTerm } from './evidence-terms.js';
import type { Parameters } from './parameters.js';
import type { OutcomeScale } from './scaling.js';
import { type MediaInput, Shape } from './shape.js';

export interface EvidenceSource {
  readonly panel: Panel;
  readonly fitted: number;
  readonly channels: readonly CompiledChannel[];
  readonly parameters: Parameters;
  readonly scale: OutcomeScale;
}

/** Terms of the log density for what is known beside the panel. Evidence that ends after the fitted periods is left out. */
export function compileEvidence(source: EvidenceSource, evidence: Evidence) {
  const { panel, fitted, scale } = source;
  const periods = panel.dates.length;
  const units = scale.heads.map((heads) => heads * scale.scale);
  const experiments = evidence.lifts
    .filter(({ to }) => to <= fitted)
    .map((lift) => new ExperimentTerm(experimentPlan(source, lift), periods, units));
  const attribution = evidence.attribution
    .filter(({ to, weight }) => to <= fitted && weight > 0)
    .map(
      ({ channel, geos, from, to, attributed, logStandardError, biasMean, biasSd, weight }) =>
        new AttributionTerm(
          {
            channel: indexOf(source, channel),
            geos,
            from,
            to,
            logCaused: Math.log(attributed) - biasMean,
            variance: logStandardError ** 2 + biasSd ** 2,
            weight,
          },
          periods,
          units,
        ),
    );
  return { experiments, attribution };
}

function experimentPlan(source: EvidenceSource, evidence: LiftEvidence): ExperimentPlan {
  const { channels, parameters, scale } = source;
  const index = indexOf(source, evidence.channel);
  const channel = channels[index]!;
  const { geos, from, to, lift } = evidence;
  // Media before the first period matter as far back as carry-over reaches.
  const first = Math.max(0, from - channel.state.shape.shape.maxLag);
  const input = partOf(channel.input, geos, first, to);
  const media = input.reach ?? input.media;
  const width = to - from;
  for (const [row, geo] of geos.entries())
    for (let t = 0; t < width; t++)
      media[row * input.periods + from - first + t] =
        evidence.counterfactual[row * width + t]! / (channel.mediaScale * scale.heads[geo]!);
  const shape = new Shape(channel.plan, input, sampledOf(parameters, channel.slots), channel.state.shape.shape);
  return {
    channel: index,
    geos,
    from,
    to,
    first,
    periods: input.periods,
    counterfactual: new ChannelShape(shape, channel.slots, input, channel.state.timeVarying, first),
    lift,
    scale: evidence.scale,
  };
}

/** Some geos and periods of a channel's media. */
export function partOf(
  { media, reach, periods }: MediaInput,
  geos: readonly number[],
  from: number,
  to: number,
): MediaInput {
  const cut = (values: Float64Array) => {
    const part = new Float64Array(geos.length * (to - from));
    for (const [row, geo] of geos.entries())
      part.set(values.subarray(geo * periods + from, geo * periods + to), row * (to - from));
    return part;
  };
  return { periods: to - from, media: cut(media), reach: reach ? cut(reach) : null };
}

function indexOf({ channels }: EvidenceSource, channel: string): number {
  const index = channels.findIndex(({ name }) => name === channel);
  if (index < 0) throw new RangeError(`evidence about ${channel}, which is no channel of the model`);
  return index;
}
