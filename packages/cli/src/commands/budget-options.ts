import { StellwerkError } from '@stellwerk/contracts';
import type { Goal, Measure } from '@stellwerk/mmm';
import { type Command, InvalidArgumentError, Option } from 'commander';
import { errors } from '../errors.js';
import { numberWithin } from './options.js';

/** Bounds of one channel as the command line states them. */
export interface StatedLimit {
  readonly channel: string;
  readonly min?: number;
  readonly max?: number;
  /** Nothing, or at least so much. */
  readonly minimumIfOn?: number;
  readonly locked?: boolean;
}

/** Bounds of several channels together. */
export interface StatedGroup {
  readonly name: string;
  readonly channels: readonly string[];
  readonly min?: number;
  readonly max?: number;
}

/** What a plan is to reach. */
export interface GoalOptions {
  readonly budget?: number;
  readonly targetRoi?: number;
  readonly targetMroi?: number;
  readonly targetOutcome?: number;
  readonly risk: Measure;
  readonly limit: readonly StatedLimit[];
  readonly group: readonly StatedGroup[];
}

const MAX_MONEY = 1e15;

/** Adds the options that say what a plan is to reach, and within which bounds. */
export function withGoalOptions(command: Command): Command {
  const money = numberWithin(0, MAX_MONEY);
  return command
    .option('--budget <money>', "money to share out (default: today's)", money)
    .option(
      '--target-roi <number>',
      'most money whose return is at least so much per unit in all',
      numberWithin(0, 1e6),
    )
    .option('--target-mroi <number>', 'spend as long as the next unit returns so much', numberWithin(0, 1e6))
    .option('--target-outcome <number>', 'least money that brings so much', money)
    .addOption(
      new Option(
        '--risk <measure>',
        'what of the outcome counts: mean, cvar:0.2 (mean of the worst fifth), quantile:0.1, mean-deviation:1, probability',
      )
        .argParser(parseMeasure)
        .default({ kind: 'mean' }, 'mean'),
    )
    .option(
      '--limit <channel=bounds>',
      'bounds of a channel over the plan, repeatable: "TV=100..500", "TV=..500", "TV=100..", "TV=0|100..500" (nothing, or at least 100), "TV=locked"',
      (text: string, before: readonly StatedLimit[]) => [...before, parseLimit(text)],
      [] as readonly StatedLimit[],
    )
    .option(
      '--group <name:channels=bounds>',
      'bounds of several channels together, repeatable: "online:Search,Display=100..500"',
      (text: string, before: readonly StatedGroup[]) => [...before, parseGroup(text)],
      [] as readonly StatedGroup[],
    );
}

/** @throws CLI_OPTION_INVALID where more than one is stated */
export function goalOf({
  budget,
  targetRoi,
  targetMroi,
  targetOutcome,
}: Omit<GoalOptions, 'risk' | 'limit' | 'group'>): Goal {
  const stated = [budget, targetRoi, targetMroi, targetOutcome].filter((value) => value !== undefined);
  if (stated.length > 1) {
    const option = '--budget, --target-roi, --target-mroi, --target-outcome';
    throw new StellwerkError(errors.OPTION_INVALID, { option, problem: 'give at most one of them' });
  }
  if (targetRoi !== undefined) return { kind: 'roi', target: targetRoi };
  if (targetMroi !== undefined) return { kind: 'marginal-roi', target: targetMroi };
  if (targetOutcome !== undefined) return { kind: 'outcome', target: targetOutcome };
  return budget === undefined ? { kind: 'budget' } : { kind: 'budget', total: budget };
}

export const measureOf = ({ risk }: Pick<GoalOptions, 'risk'>): Measure => risk;

function parseMeasure(text: string): Measure {
  const [kind = '', argument = ''] = text.split(':');
  const value = Number(argument);
  const isShare = value > 0 && value <= 1;
  if (kind === 'mean' || kind === 'probability') return { kind };
  if ((kind === 'cvar' || kind === 'quantile') && isShare) return { kind, share: value };
  if (kind === 'mean-deviation' && argument !== '' && value >= 0) return { kind, aversion: value };
  throw new InvalidArgumentError('give mean, cvar:0.2, quantile:0.1, mean-deviation:1 or probability');
}

export function parseLimit(text: string): StatedLimit {
  const { name: channel, bounds } = named(text, 'channel=bounds, such as "TV=100..500"');
  if (bounds === 'locked') return { channel, locked: true };
  if (!bounds.startsWith('0|')) return { channel, ...parseBounds(bounds, 'locked') };
  const { min, max } = parseBounds(bounds.slice(2), 'locked');
  if (min === undefined) throw new InvalidArgumentError('give the least amount as 0|100.. or 0|100..500');
  return { channel, minimumIfOn: min, ...(max !== undefined && { max }) };
}

export function parseGroup(text: string): StatedGroup {
  const form = 'name:channels=bounds, such as "online:Search,Display=100..500"';
  const { name: members, bounds } = named(text, form);
  const at = members.indexOf(':');
  const channels = members
    .slice(at + 1)
    .split(',')
    .map((channel) => channel.trim());
  if (at < 1 || channels.includes('')) throw new InvalidArgumentError(`give ${form}`);
  return { name: members.slice(0, at).trim(), channels, ...parseBounds(bounds) };
}

/** What stands before and after the last `=`. */
function named(text: string, form: string): { readonly name: string; readonly bounds: string } {
  const at = text.lastIndexOf('=');
  if (at < 1) throw new InvalidArgumentError(`give ${form}`);
  return { name: text.slice(0, at).trim(), bounds: text.slice(at + 1).trim() };
}

/** @param also a further word that may stand in place of bounds */
function parseBounds(text: string, also?: string): { readonly min?: number; readonly max?: number } {
  const found = /^(\d+(?:\.\d+)?)?\.\.(\d+(?:\.\d+)?)?$/.exec(text);
  const [, min, max] = found ?? [];
  if (!found || (min === undefined && max === undefined))
    throw new InvalidArgumentError(`give bounds as 100..500, ..500${also ? `, 100.. or ${also}` : ' or 100..'}`);
  if (min !== undefined && max !== undefined && Number(min) > Number(max))
    throw new InvalidArgumentError('the lower bound lies above the upper one');
  return { ...(min !== undefined && { min: Number(min) }), ...(max !== undefined && { max: Number(max) }) };
}

/** A calendar day. */
export function parseDay(text: string): string {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text) || Number.isNaN(Date.parse(text)))
    throw new InvalidArgumentError('give a date such as 2026-11-30');
  return text;
}
