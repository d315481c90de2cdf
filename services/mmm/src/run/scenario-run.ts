import { StellwerkError } from '@stellwerk/contracts';
import { z } from 'zod';
import { extendPanel, type ForecastAssumption } from '../domain/forecast/extend-panel.js';
import type { Panel } from '../domain/panel.js';
import type { ScenarioChange, ScenarioColumns } from '../domain/scenario/scenario.js';
import { scenarioColumns } from '../domain/scenario/scenario-columns.js';
import { type WhatIf, whatIf } from '../domain/scenario/what-if.js';
import { errors } from '../errors.js';
import { channelColumns } from './evidence-of.js';
import type { OpenRun } from './open-run.js';

const change = z.strictObject({
  subject: z
    .string()
    .min(1)
    .max(256)
    .describe('channel, price, promotion, treatment or control, by its name or its column'),
  factor: z.number().min(0).max(100).describe('0.8 = 20 % less'),
  passesToValue: z
    .number()
    .min(0)
    .max(1)
    .optional()
    .describe(
      'share of a change of a price that reaches the value of a unit of the outcome: 0 for the price of a competitor; absent = 1 where a unit has a value, else 0',
    ),
});

/** "What if": changes against the same periods of the last year. */
export const scenarioQuestion = z.strictObject({
  periods: z.number().int().min(1).max(1_000).describe('periods after the data'),
  changes: z.array(change).min(1).max(50),
});
export type ScenarioQuestion = z.infer<typeof scenarioQuestion>;
type AskedChange = ScenarioQuestion['changes'][number];

/** The changes together against the same periods without them; {@link WhatIf.alone} is in the order of {@link changes}. */
export interface ScenarioAnswer extends Omit<WhatIf, 'name'> {
  readonly runId: string;
  readonly dates: readonly string[];
  /** What was taken for each change that was asked for. */
  readonly changes: readonly ScenarioChange[];
  /** What the difference is with all else taken from. */
  readonly assumptions: readonly ForecastAssumption[];
}

/** @throws StellwerkError MMM_SCENARIO_INVALID naming the change that means nothing */
export function scenarioRun({ summary, panel, spec, fitted }: OpenRun, question: ScenarioQuestion): ScenarioAnswer {
  const { panel: plan, assumptions } = extendPanel(
    panel,
    { name: 'as last year', periods: question.periods },
    channelColumns(spec),
  );
  const columns = scenarioColumns(spec);
  const changes = question.changes.map((asked, index) => changeOf(asked, index, columns, panel));
  const isMoney = summary.data.outcome.totalValue !== null;
  const { name: _, ...found } = whatIf(fitted, { scenario: { name: 'what if', changes }, columns, isMoney, plan });
  return { runId: summary.runId, dates: plan.dates.slice(panel.dates.length), changes, ...found, assumptions };
}

/** Drivers that are one column each. */
const DRIVERS = ['price', 'promotion', 'treatment', 'control'] as const;

function changeOf(
  { subject, factor, passesToValue }: AskedChange,
  index: number,
  columns: ScenarioColumns,
  { valuePerUnit }: Panel,
): ScenarioChange {
  const { kind, name } = findSubject(subject, columns) ?? refuseUnknown(subject, index, columns);
  if (kind === 'price') {
    const passed = passesToValue ?? (valuePerUnit === null ? 0 : 1);
    return { kind, price: name, factor, passesToValue: passed };
  }
  if (passesToValue !== undefined)
    throw invalid(index, `${subject} is no price, so nothing of it passes on to the value of a unit`);
  return kind === 'media' ? { kind, channel: name, factor } : { kind, name, factor };
}

interface Subject {
  readonly kind: 'media' | (typeof DRIVERS)[number];
  readonly name: string;
}

/** Names first: a column may be called as something else is. */
function findSubject(subject: string, columns: ScenarioColumns): Subject | undefined {
  if (columns.media.has(subject)) return { kind: 'media', name: subject };
  const named = DRIVERS.find((kind) => columns[kind].has(subject));
  if (named) return { kind: named, name: subject };
  for (const [name, { spend, exposure }] of columns.media)
    if (subject === spend || subject === exposure) return { kind: 'media', name };
  for (const kind of DRIVERS) for (const [name, column] of columns[kind]) if (subject === column) return { kind, name };
  return undefined;
}

function refuseUnknown(subject: string, index: number, columns: ScenarioColumns): never {
  const known = [columns.media, ...DRIVERS.map((kind) => columns[kind])].flatMap((names) => [...names.keys()]);
  throw invalid(index, `"${subject}" is not in the model; there are ${known.join(', ')}`);
}

const invalid = (index: number, problem: string) =>
  new StellwerkError(errors.SCENARIO_INVALID, { change: index + 1, problem }, { field: `changes[${index}]` });
