import { StellwerkError } from '@stellwerk/contracts';
import { z } from 'zod';
import { extendPanel, type ForecastAssumption } from '../domain/forecast/extend-panel.js';
import { comparePlans, type PlanDifference } from '../domain/forecast/forecast.js';
import type { Panel } from '../domain/panel.js';
import type { MmmSpec } from '../domain/spec/mmm-spec.js';
import { errors } from '../errors.js';
import { channelColumns } from './evidence-of.js';
import type { OpenRun } from './open-run.js';

/** "What if": changes against the same periods of the last year. */
export const scenarioQuestion = z.strictObject({
  periods: z.number().int().min(1).max(1_000).describe('periods after the data'),
  changes: z
    .array(
      z.strictObject({
        subject: z.string().min(1).max(256).describe('channel, price, promotion, treatment, control, or a column'),
        factor: z.number().min(0).max(100).describe('0.8 = 20 % less'),
      }),
    )
    .min(1)
    .max(200),
});
export type ScenarioQuestion = z.infer<typeof scenarioQuestion>;

export interface ScenarioAnswer {
  readonly runId: string;
  readonly dates: readonly string[];
  /** What the changes bring against the same periods without them. */
  readonly difference: PlanDifference;
  /** Money that the changes cost; below 0 where they save some. */
  readonly spend: number;
  /** What the difference is with all else taken from. */
  readonly assumptions: readonly ForecastAssumption[];
}

/** @throws StellwerkError MMM_PLAN_INVALID for a subject that is not in the model */
export function scenarioRun({ summary, panel, spec, fitted }: OpenRun, question: ScenarioQuestion): ScenarioAnswer {
  const { periods, changes } = question;
  const base = extendPanel(panel, { name: 'as last year', periods }, channelColumns(spec));
  const factors = new Map<string, number>();
  for (const { subject, factor } of changes)
    for (const column of columnsOf(subject, spec, panel)) factors.set(column, (factors.get(column) ?? 1) * factor);
  const changed = scaledAfter(base.panel, panel.dates.length, factors);
  return {
    runId: summary.runId,
    dates: base.panel.dates.slice(panel.dates.length),
    difference: comparePlans(fitted, changed, base.panel),
    spend: spentAfter(changed, spec, panel.dates.length) - spentAfter(base.panel, spec, panel.dates.length),
    assumptions: base.assumptions,
  };
}

/** Columns that a change of a subject changes: of a channel its media and its money, but not how often a person is reached. */
function columnsOf(subject: string, spec: MmmSpec, panel: Panel): string[] {
  const channel = channelColumns(spec).find((one) => one.channel === subject);
  if (channel) return [...new Set([channel.media, ...(channel.spend === undefined ? [] : [channel.spend])])];
  const named = [...spec.price, ...spec.promotion, ...spec.treatments, ...spec.controls];
  const found =
    named.find(({ name }) => name === subject)?.column ?? (panel.columns.has(subject) ? subject : undefined);
  if (found !== undefined) return [found];
  const known = [...channelColumns(spec).map((one) => one.channel), ...named.map(({ name }) => name)].join(', ');
  const problem = `"${subject}" is not in the model; there are ${known}`;
  throw new StellwerkError(errors.PLAN_INVALID, { field: 'changes', problem }, { field: 'changes' });
}

function scaledAfter(panel: Panel, known: number, factors: ReadonlyMap<string, number>): Panel {
  const periods = panel.dates.length;
  const columns = [...panel.columns].map(([name, values]) => {
    const factor = factors.get(name);
    if (factor === undefined) return [name, values] as const;
    return [name, values.map((value, at) => (at % periods < known ? value : value * factor))] as const;
  });
  return { ...panel, columns: new Map(columns) };
}

function spentAfter({ columns, dates }: Panel, spec: MmmSpec, known: number): number {
  const spends = new Set(channelColumns(spec).flatMap(({ spend }) => spend ?? []));
  let money = 0;
  for (const spend of spends) {
    for (const [at, value] of (columns.get(spend) ?? new Float64Array()).entries())
      if (at % dates.length >= known) money += value;
  }
  return money;
}
