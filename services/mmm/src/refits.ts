import type { ControlTable } from '@stellwerk/bus';
import { StellwerkError } from '@stellwerk/contracts';
import { policyOf } from './budget/policy-of.js';
import { dueToday } from './domain/budget/recalibration.js';
import type { RunSummary } from './domain/run-summary.js';
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
    for (const { name: model } of documents) {
      const reason = force || !rule ? 'asked' : await this.#reasonOf(tenant, model, rule);
      if (reason === 'not-due') refits.push({ model, reason });
      else {
        const promotion = rule?.promote ?? 'by-person';
        const { record, isNew } = await this.deps.fits.ask({ tenant, model, sampling: {}, promotion }, by);
        refits.push({ model, reason, runId: record.runId, isNew });
      }
    }
    return refits;
  }

  async #reasonOf(tenant: string, model: string, rule: Parameters<typeof dueToday>[0]): Promise<Refit['reason']> {
    const champion = this.deps.champions.get(tenant, model);
    const isHere = champion !== undefined && this.deps.registry.get(champion.runId) !== undefined;
    const fittedUntil = isHere ? (await this.deps.readSummary(champion.runId)).data.to : null;
    const today = this.deps.clock().toISOString().slice(0, 10);
    const stateOf = (hasDrifted: boolean) => ({ fittedUntil, lastTest: new Map<string, string>(), hasDrifted });
    const byAge = dueToday(rule, [], stateOf(false), today).find(({ what }) => what === 'refit');
    if (byAge) return byAge.reason;
    const { drift } = await this.deps.records.of(tenant, model);
    const due = dueToday(rule, [], stateOf(drift.alarms.length > 0), today);
    return due.find(({ what }) => what === 'refit')?.reason ?? 'not-due';
  }
}
