import { type Bus, parseMessage, type Table, toMessage } from '@stellwerk/bus';
import { deterministicId, mmmPromoted, type PayloadOf, StellwerkError } from '@stellwerk/contracts';
import { errors } from '../errors.js';
import type { FitRecord } from './fit-record.js';
import type { FitRegistry } from './registry.js';

export type Champion = PayloadOf<typeof mmmPromoted>;

const keyOf = (tenant: string, model: string) => `${tenant}/${model}`;
const HEARD_WITHIN_MS = 5_000;
const LOOK_EVERY_MS = 10;

/**
 * Which fit plans and forecasts are made with, per tenant and model. The topic is the one record: it outlives the disk of the
 * service, and everybody hears the same.
 */
export class Champions {
  readonly #byModel = new Map<string, Champion>();
  #table: Table | undefined;

  private constructor(private readonly bus: Pick<Bus, 'publish'>) {}

  /** Resolves once every promotion there was is known. */
  static async open(bus: Pick<Bus, 'publish' | 'table'>): Promise<Champions> {
    const champions = new Champions(bus);
    champions.#table = await bus.table({
      topic: mmmPromoted.type,
      apply: (message) => {
        const parsed = parseMessage(mmmPromoted, message);
        if (parsed.ok) champions.#byModel.set(keyOf(parsed.payload.tenant, parsed.payload.model), parsed.payload);
      },
    });
    await champions.#table.ready;
    return champions;
  }

  get(tenant: string, model: string): Champion | undefined {
    return this.#byModel.get(keyOf(tenant, model));
  }

  /** The run of a champion whose draws can be asked. @throws StellwerkError MMM_NO_CHAMPION, MMM_CHAMPION_LOST */
  requireHere(tenant: string, model: string, registry: Pick<FitRegistry, 'get'>): string {
    const champion = this.get(tenant, model);
    if (!champion) throw new StellwerkError(errors.NO_CHAMPION, { tenant, model }, { field: 'model' });
    const { runId } = champion;
    if (!registry.get(runId)) throw new StellwerkError(errors.CHAMPION_LOST, { runId, model }, { field: 'model' });
    return runId;
  }

  list(): Champion[] {
    return [...this.#byModel.values()];
  }

  isChampion(runId: string): boolean {
    return this.list().some((champion) => champion.runId === runId);
  }

  /**
   * Makes a published fit the champion of its model; resolves when this process has heard of it. The champion itself stays as it is.
   * @throws StellwerkError MMM_NOT_PROMOTABLE; UnavailableError
   */
  async promote(
    { runId, tenant, model, state }: FitRecord,
    { by, at, reason }: Pick<Champion, 'by' | 'at' | 'reason'>,
  ): Promise<Champion> {
    if (state !== 'published') throw new StellwerkError(errors.NOT_PROMOTABLE, { runId, state }, { field: 'id' });
    const before = this.get(tenant, model);
    if (before?.runId === runId) return before;
    const champion: Champion = {
      ...{ runId, tenant, model, by, at },
      ...(before && { previousRunId: before.runId }),
      ...(reason !== undefined && { reason }),
    };
    const id = deterministicId('mmm.promoted', tenant, model, runId, at);
    await this.bus.publish([toMessage(mmmPromoted, champion, { id, time: at, source: 'mmm', tenant })]);
    for (let ms = 0; this.get(tenant, model)?.runId !== runId && ms < HEARD_WITHIN_MS; ms += LOOK_EVERY_MS) {
      await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
    }
    return champion;
  }

  async close(): Promise<void> {
    await this.#table?.stop();
  }
}
