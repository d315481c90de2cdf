import { StellwerkError } from '@stellwerk/contracts';
import { errors } from '../../errors.js';
import type { Panel } from '../panel.js';
import { distributionOf } from '../spec/distribution.js';
import { ChannelShape, sampledOf } from './channel-shape.js';
import { type CompiledChannel, timesMedia } from './compile-channels.js';
import type { AttributionEvidence, Evidence, Experiment } from './evidence.js';
import { AttributionTerm, ExperimentTerm } from './evidence-terms.js';
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

/** Terms of the log density for what is known beside the panel. @throws StellwerkError MMM_EVIDENCE_INVALID */
export function compileEvidence(source: EvidenceSource, evidence: Evidence) {
  const { parameters, panel, scale } = source;
  const periods = panel.dates.length;
  const units = scale.heads.map((heads) => heads * scale.scale);
  const experiments = evidence.experiments.map(
    (experiment) => new ExperimentTerm(experimentPlan(source, experiment), periods, units),
  );
  if (evidence.attribution.length === 0) return { experiments, attribution: [] };
  const biasSlot = parameters.add('attributionBias', distributionOf('Normal(0, 1)'));
  const biasSdSlot = parameters.add('attributionBiasSd', distributionOf('HalfNormal(0.5)'));
  const attribution = evidence.attribution.map((one) => {
    const channel = channelIndex(source, one);
    const [from, to] = periodsOf(source, one);
    if (!(one.attributed > 0)) throw invalid(one, `attributes ${one.attributed}`, 'leave out channels without credit');
    if (!(one.sd > 0))
      throw invalid(one, `has the deviation ${one.sd}`, 'state how far attribution may be off, such as 0.3');
    const plan = { channel, from, to, logAttributed: Math.log(one.attributed), sd: one.sd, biasSlot, biasSdSlot };
    return new AttributionTerm(plan, periods, units);
  });
  return { experiments, attribution };
}

function experimentPlan(source: EvidenceSource, experiment: Experiment) {
  const { panel, channels, parameters } = source;
  const index = channelIndex(source, experiment);
  const channel = channels[index]!;
  const [from, to] = periodsOf(source, experiment);
  const geos = experiment.geos?.map((name) => panel.geos.indexOf(name)) ?? panel.geos.map((_, at) => at);
  const unknown = geos.indexOf(-1);
  if (unknown >= 0) throw invalid(experiment, `names the geo ${experiment.geos?.[unknown]}`, 'name geos of the data');
  if (geos.length === 0) throw invalid(experiment, 'names no geo', 'name those in which media were changed');
  if (new Set(geos).size < geos.length) throw invalid(experiment, 'names a geo twice', 'name each once');
  const { standardError, transportVariance, factor = 0 } = experiment;
  if (!Number.isFinite(experiment.lift)) throw invalid(experiment, `has the lift ${experiment.lift}`, 'give a number');
  if (!(standardError > 0)) throw invalid(experiment, `has the standard error ${standardError}`, 'give one above 0');
  if (!(transportVariance >= 0))
    throw invalid(experiment, `has the transport variance ${transportVariance}`, 'give one of at least 0');
  if (!(factor >= 0) || factor === 1)
    throw invalid(experiment, `has the factor ${factor}`, 'give one of at least 0, not 1');

  // Media before the first period matter as far back as carry-over reaches.
  const { maxLag } = channel.plan.adstock;
  const first = channel.plan.adstock.kind === 'geometric-infinite' ? 0 : Math.max(0, from - maxLag);
  const factual = partOf(channel.input, geos, first, to);
  const length = to - first;
  const changed = (at: number) => at % length >= from - first;
  const input = timesMedia(factual, (value, at) => (changed(at) ? factor * value : value));
  const media = factual.reach ?? factual.media;
  if (!media.some((value, at) => changed(at) && value > 0))
    throw invalid(experiment, 'has no media of the channel in its geos and periods', 'check its dates and geos');
  const shape = new Shape(channel.plan, input, sampledOf(parameters, channel.slots), channel.state.shape.shape);
  return {
    channel: index,
    geos,
    from,
    to,
    first,
    periods: length,
    counterfactual: new ChannelShape(shape, channel.slots, input, channel.state.timeVarying, first),
    lift: experiment.lift,
    scale: standardError * Math.sqrt(1 + transportVariance),
  };
}

/** Some geos and periods of a channel's media. */
function partOf({ media, reach, periods }: MediaInput, geos: readonly number[], from: number, to: number): MediaInput {
  const cut = (values: Float64Array) =>
    Float64Array.from(geos.flatMap((geo) => Array.from(values.subarray(geo * periods + from, geo * periods + to))));
  return { periods: to - from, media: cut(media), reach: reach ? cut(reach) : null };
}

function channelIndex({ channels }: EvidenceSource, one: Experiment | AttributionEvidence): number {
  const index = channels.findIndex(({ name }) => name === one.channel);
  if (index < 0)
    throw invalid(one, `is about "${one.channel}"`, `name one of ${channels.map(({ name }) => name).join(', ')}`);
  return index;
}

function periodsOf(
  { panel, fitted }: EvidenceSource,
  one: Experiment | AttributionEvidence,
): readonly [number, number] {
  const days = panel.grain === 'day' ? 1 : 7;
  const end = (date: string) => new Date(Date.parse(date) + (days - 1) * 86_400_000).toISOString().slice(0, 10);
  const from = panel.dates.findIndex((date) => end(date) >= one.from);
  const to = panel.dates.findLastIndex((date) => date <= one.to) + 1;
  if (from < 0 || to <= from || one.from < panel.dates[0]! || to > fitted)
    throw invalid(
      one,
      `runs from ${one.from} to ${one.to}`,
      `let it lie within the fitted periods, ${panel.dates[0]} to ${end(panel.dates[fitted - 1]!)}`,
    );
  return [from, to];
}

const invalid = (one: Experiment | AttributionEvidence, problem: string, remedy: string) =>
  new StellwerkError(errors.EVIDENCE_INVALID, {
    what: 'name' in one ? `experiment ${one.name}` : `attribution of ${one.channel}`,
    problem,
    remedy,
  });
