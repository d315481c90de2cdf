import type { ControlTable } from '@stellwerk/bus';
import { StellwerkError } from '@stellwerk/contracts';
import { policyOf } from './budget/policy-of.js';
import type { RecalibrationRule } from './domain/budget/policy.js';
import { channelsToTest, dueToday } from './domain/budget/recalibration.js';
import { dataColumnsOf } from './domain/data/spec-columns.js';
import type { DriftAlarm } from './domain/forecast/drift.js';
import { lastDayOf } from './domain/last-day.js';
import type { RunSummary } from './domain/run-summary.js';
import type { MmmSpec } from './domain/spec/mmm-spec.js';
import { readSpec } from './domain/spec/parse-spec.js';
import { errors } from './errors.js';
import type { Fits } from './fits.js';
import type { ForecastRecords } from './forecast-records.js';
import type { Champions } from './registry/champions.js';
import type { FitRegistry } from './registry/registry.js';

export interface RefitsDeps {
  readonly fits: Pick<Fits, 'ask'>;
  readonly champions: Champions;
  readonly registry: Pick<FitRegistry, 'get'>;
  readonly control: Pick<ControlTable, 'all' | 'get'>;
  readonly readSummary: (runId: string) => Promise<RunSummary>;
  /** Held against what has come since; a drift makes a refit due before its age does. */
  readonly records: Pick<ForecastRecords, 'of'>;
  readonly clock: () => Date;
}

/** What the schedule made of one model. */
export interface Refit {
  readonly model: string;
  readonly reason: 'asked' | 'never' | 'age' | 'drift' | 'not-due';
  /** The fit that was asked for; absent = none was due. */
  readonly runId?: string;
  /** False where the data have not changed since: it is the fit that there was. */
  readonly isNew?: boolean;
  /** Paid channels whose experiment is due by the policy, in the order of the specification; none where it asks for none. */
  readonly testsDue: readonly string[];
}

/** Fits a tenant's models again when they are due; asked twice, the second time finds the fits of the first. */
export class Refits {
  constructor(private readonly deps: RefitsDeps) {}

  /** @throws StellwerkError MMM_MODEL_UNKNOWN where the tenant has no model, and those of the first fit that cannot be asked for */
  async run({ tenant, force }: { readonly tenant: string; readonly force: boolean }, by: string): Promise<Refit[]> {
    const documents = this.deps.control.all('mmm-spec').filter((document) => document.tenant === tenant);
    if (documents.length === 0)
      throw new StellwerkError(errors.MODEL_UNKNOWN, { tenant, model: 'at all' }, { field: 'tenant' });
    const rule = policyOf(this.deps.control, tenant)?.policy.recalibration;
    const refits: Refit[] = [];
    for (const { name: model, spec } of documents) {
      const champion = rule ? await this.#championOf(tenant, model) : null;
      const reason = force || !rule ? 'asked' : await this.#reasonOf(tenant, model, rule, champion);
      const testsDue = rule?.testEveryDays === undefined ? [] : this.#testsDue(rule, spec.specification, champion);
      if (reason === 'not-due') refits.push({ model, reason, testsDue });
      else {
        const promotion = rule?.promote ?? 'by-person';
        const { record, isNew } = await this.deps.fits.ask({ tenant, model, sampling: {}, promotion }, by);
        refits.push({ model, reason, runId: record.runId, isNew, testsDue });
      }
    }
    return refits;
  }

  async #reasonOf(
    tenant: string,
    model: string,
    rule: RecalibrationRule,
    champion: RunSummary | null,
  ): Promise<Refit['reason']> {
    const fittedUntil = champion && lastDayOf(champion.data);
    const reason = (hasDrifted: boolean) => dueToday(rule, { fittedUntil, hasDrifted }, this.#today)?.reason;
    // The record of forecasts is dear, so a model that is due by its age is not held against it.
    const byAge = reason(false);
    if (byAge) return byAge;
    const { drift } = await this.deps.records.of(tenant, model);
    // What the champion has seen already is no news that it would have to be fitted again for.
    const isNews = ({ at }: DriftAlarm) => champion === null || at > champion.data.to;
    return reason(drift.alarms.some(isNews)) ?? 'not-due';
  }

  /** Experiments are those of the document, and those that the champion was calibrated by beside them. */
  #testsDue(rule: RecalibrationRule, document: object, champion: RunSummary | null): readonly string[] {
    const spec = readSpec(document);
    const paid = dataColumnsOf(spec).channels.flatMap(({ channel, spend }) => (spend === undefined ? [] : [channel]));
    const fitted = champion ? (champion.spec as MmmSpec).calibration.experiments : [];
    return channelsToTest(rule, paid, [...(spec.calibration?.experiments ?? []), ...fitted], this.#today);
  }

  /** What the champion found; null where there is none, or not on this disk. */
  async #championOf(tenant: string, model: string): Promise<RunSummary | null> {
    const champion = this.deps.champions.get(tenant, model);
    return champion && this.deps.registry.get(champion.runId) ? this.deps.readSummary(champion.runId) : null;
  }

  get #today(): string {
    return this.deps.clock().toISOString().slice(0, 10);
  }
}
