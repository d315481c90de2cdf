import { StellwerkError } from '@stellwerk/contracts';
import { errors } from '../errors.js';
import type { AttributionSpec, Model } from './attribution-spec.js';
import { withIntervals } from './bootstrap.js';
import { type ChannelCredit, CreditBook } from './credit.js';
import { fromScaled } from './decimal.js';
import { type Journeys, UNATTRIBUTED } from './journeys.js';
import { creditByMarkov } from './markov.js';
import { type Parameters, parametersOf } from './parameters.js';
import {
  byChannel,
  byPosition,
  creditByRule,
  firstTouch,
  lastNot,
  lastTouch,
  linear,
  positionBased,
  stepDecay,
  timeDecay,
} from './rules.js';
import { creditByShapley, creditByShapleyRate } from './shapley.js';
import { chain } from './transforms.js';

/** A channel's credit with its 95 % interval, where one was asked for. */
export interface AttributedChannel extends ChannelCredit {
  readonly conversionsLow?: number;
  readonly conversionsHigh?: number;
}

/** One attribution run. Credit describes the journeys there were; it does not say what caused them. */
export interface Attribution extends Readonly<Parameters> {
  readonly model: Model;
  readonly nulls: boolean;
  readonly transform: readonly string[];
  readonly by: AttributionSpec['by'];
  readonly seed: number;
  readonly dataHash: string;
  readonly channels: readonly AttributedChannel[];
  readonly totals: {
    readonly journeys: number;
    readonly conversions: number;
    readonly value: number;
    readonly nulls: number;
    readonly censored: number;
  };
  readonly warnings: readonly string[];
}

const HOURS_PER_DAY = 24;
/** Below this many conversions a channel's credit is noise. */
const FEW_CONVERSIONS = 10;

/**
 * Analyses journeys by a specification.
 * @throws StellwerkError ATT_NO_JOURNEYS, ATT_NO_CONVERSIONS, ATT_TIMES_MISSING, ATT_TOO_MANY_CHANNELS
 */
export function analyse(journeys: Journeys, spec: AttributionSpec): Attribution {
  const totals = journeys.totals();
  if (totals.journeys === 0) throw new StellwerkError(errors.NO_JOURNEYS);
  if (totals.conversions === 0) throw new StellwerkError(errors.NO_CONVERSIONS);
  if (isTimed(spec.model) && !journeys.isTimed) throw new StellwerkError(errors.TIMES_MISSING, { model: spec.model });
  const changed = spec.transform.length === 0 ? journeys : journeys.map(chain(spec.transform));
  const creditsOf = (sample: Journeys) => [...creditOf(sample, spec), ...unattributed(sample)];
  const channels = withIntervals(changed, spec, creditsOf(changed), creditsOf);
  return {
    model: spec.model,
    ...parametersOf(spec),
    nulls: spec.nulls,
    transform: spec.transform,
    by: spec.by,
    seed: spec.seed,
    dataHash: journeys.hash(),
    channels: channels.sort((a, b) => b.conversions - a.conversions || (a.channel < b.channel ? -1 : 1)),
    totals: { ...totals, censored: journeys.censored },
    warnings: warningsOf(spec, channels),
  };
}

/** Whether a model needs to know when touches took place. */
export const isTimed = (model: Model): boolean => model === 'time-decay' || model === 'step-decay';

function creditOf(journeys: Journeys, spec: AttributionSpec): ChannelCredit[] {
  switch (spec.model) {
    case 'first':
      return creditByRule(journeys, firstTouch);
    case 'last':
      return creditByRule(journeys, lastTouch);
    case 'last-non-direct':
      return creditByRule(journeys, lastNot(spec.direct));
    case 'linear':
      return creditByRule(journeys, linear);
    case 'position':
      return creditByRule(journeys, positionBased(spec.position));
    case 'time-decay':
      return creditByRule(journeys, timeDecay(spec.halfLifeDays * HOURS_PER_DAY));
    case 'step-decay':
      return creditByRule(journeys, stepDecay(spec.decay, spec.periodHours));
    case 'custom':
      return creditByRule(journeys, (spec.weightsBy === 'position' ? byPosition : byChannel)(spec.weights));
    case 'markov':
      return creditByMarkov(journeys, spec);
    case 'shapley':
      return creditByShapley(journeys);
    case 'shapley-rate':
      return creditByShapleyRate(journeys);
  }
}

/** Conversions that no touch precedes have a line of their own, so that no credit leaks. */
function unattributed(journeys: Journeys): ChannelCredit[] {
  const book = new CreditBook();
  for (const { touches, conversions, value } of journeys.paths) {
    if (touches.length === 0 && conversions > 0) book.add(UNATTRIBUTED, conversions, fromScaled(value));
  }
  return book.entries();
}

function warningsOf(spec: AttributionSpec, channels: readonly AttributedChannel[]): string[] {
  const small = channels.filter(({ conversions }) => conversions < FEW_CONVERSIONS).map(({ channel }) => channel);
  return [
    ...(spec.model === 'shapley-rate'
      ? [
          'the rate game ignores how many journeys a channel had and may be negative; its figures are rates, not conversions',
        ]
      : []),
    ...(small.length > 0 && spec.model !== 'shapley-rate'
      ? [`fewer than ${FEW_CONVERSIONS} conversions, too few to compare: ${small.join(', ')}`]
      : []),
  ];
}
