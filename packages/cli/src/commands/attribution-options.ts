import type { Model } from '@stellwerk/attribution';
import { StellwerkError } from '@stellwerk/contracts';
import { errors } from '../errors.js';

/** Options that say how credit is shared out. */
export interface AttributionOptions {
  readonly model: Model;
  readonly order: number;
  readonly nulls: boolean;
  readonly transform: readonly string[];
  readonly by: string;
  readonly direct?: string;
  readonly position?: readonly number[];
  /** Days. */
  readonly halfLife?: number;
  readonly decay?: number;
  /** Hours. */
  readonly period?: number;
  readonly weight?: Readonly<Record<string, number>>;
  readonly weightsBy?: 'channel' | 'position';
  readonly intervals: number;
  readonly seed: number;
}

/** Options that only a tenant's data can answer. */
export const tenantOptions: readonly string[] = ['--from', '--to', '--look-back', '--by', '--purpose'];

/** Options that belong to one model. */
const ownOptions: Readonly<Record<string, Model>> = {
  '--order': 'markov',
  '--no-nulls': 'markov',
  '--direct': 'last-non-direct',
  '--position': 'position',
  '--half-life': 'time-decay',
  '--decay': 'step-decay',
  '--period': 'step-decay',
  '--weight': 'custom',
  '--weights-by': 'custom',
};

/** Options that were given, and that the model does not look at. */
export const ineffectiveOptions = (model: Model, given: readonly string[]): string[] =>
  given.filter((option) => ownOptions[option] !== undefined && ownOptions[option] !== model);

const WHOLE_NUMBER = /^-?\d+$/;

/** The specification as the service takes it. @throws CLI_OPTION_INVALID */
export function specOf({ model, order, nulls, transform, by, seed, intervals, ...rest }: AttributionOptions): object {
  return {
    model,
    order,
    nulls,
    transform,
    by,
    seed,
    intervals,
    ...(rest.direct !== undefined && { direct: rest.direct }),
    ...(rest.position !== undefined && { position: rest.position }),
    ...(rest.halfLife !== undefined && { halfLifeDays: rest.halfLife }),
    ...(rest.decay !== undefined && { decay: rest.decay }),
    ...(rest.period !== undefined && { periodHours: rest.period }),
    ...(rest.weight !== undefined && { weights: rest.weight, weightsBy: rest.weightsBy ?? kindOf(rest.weight) }),
  };
}

/** Whole numbers are positions, anything else is a channel. */
function kindOf(weights: Readonly<Record<string, number>>): 'channel' | 'position' {
  const names = Object.keys(weights).filter((name) => name !== '*');
  const positions = names.filter((name) => WHOLE_NUMBER.test(name)).length;
  if (positions > 0 && positions < names.length) {
    const problem = 'give channels or positions, not both; --weights-by channel takes numbers as names of channels';
    throw new StellwerkError(errors.OPTION_INVALID, { option: '--weight', problem });
  }
  return positions > 0 ? 'position' : 'channel';
}
