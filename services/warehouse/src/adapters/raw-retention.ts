import type { ControlTable } from '@stellwerk/bus';
import { attempt, type ClickHouseClient } from '@stellwerk/clickhouse';
import type { Logger } from '@stellwerk/service';
import { DOCUMENTS_TOPIC, rawDaysOf } from '../domain/raw-retention.js';

/** Rows of a batch that was under way when a document changed have the days of before; after this time they are looked for. */
const LOOK_AGAIN_MS = 60_000;

/** Rows that follow the documents. One whose content is gone says with its days when that was; it is left alone. */
const FOLLOWS = `topic != '${DOCUMENTS_TOPIC}' AND toDateTime(toDate(received_at) + keep_days + 1, 'UTC') > now()`;

/**
 * Holds stored raw messages to the retention documents: at the start and after each change of one, rows whose days differ from
 * their tenant's get the new ones, and the server takes away at once what is over by them. What is gone stays gone.
 */
export class RawRetention {
  #timer: NodeJS.Timeout | undefined;
  #stopListening: (() => void) | undefined;
  #running: Promise<void> = Promise.resolve();

  constructor(
    private readonly client: ClickHouseClient,
    private readonly control: Pick<ControlTable, 'all' | 'onChange'>,
    private readonly log: Pick<Logger, 'info' | 'warn'>,
    private readonly lookAgainMs = LOOK_AGAIN_MS,
  ) {}

  /** Works from now on, in the background. */
  start(): void {
    this.#stopListening = this.control.onChange((key) => {
      if (key.startsWith('retention/')) this.#runSoon(2);
    });
    this.#runSoon(1);
  }

  /** Gives rows the days of their tenant. Repeating it, also from several processes, does nothing more. @throws CLK_UNAVAILABLE */
  async apply(): Promise<void> {
    for (const { tenant, keepDays } of await this.#stored()) {
      const days = rawDaysOf(this.control, tenant);
      if (days === keepDays) continue;
      await attempt('apply the retention of raw messages', () =>
        this.client.command({
          query:
            'ALTER TABLE raw.messages UPDATE keep_days = {days:UInt16}' +
            ` WHERE tenant = {tenant:String} AND keep_days = {before:UInt16} AND ${FOLLOWS}`,
          query_params: { tenant, days, before: keepDays },
        }),
      );
      this.log.info('retention of raw messages applied', { tenant, days, before: keepDays });
    }
  }

  async onModuleDestroy(): Promise<void> {
    this.#stopListening?.();
    clearTimeout(this.#timer);
    await this.#running;
  }

  /** Runs now, and until `times` runs have come through, each after a pause. */
  #runSoon(times: number): void {
    clearTimeout(this.#timer);
    this.#running = this.#running.then(async () => {
      const isDone = await this.apply().then(
        () => true,
        (error: Error) => {
          this.log.warn('retention of raw messages waits', { reason: error.message });
          return false;
        },
      );
      const left = isDone ? times - 1 : times;
      if (left === 0) return;
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => this.#runSoon(left), this.lookAgainMs);
      this.#timer.unref();
    });
  }

  #stored(): Promise<{ tenant: string; keepDays: number }[]> {
    return attempt('read the retention of raw messages', async () => {
      const result = await this.client.query({
        query: `SELECT DISTINCT tenant, keep_days AS keepDays FROM raw.messages WHERE ${FOLLOWS} ORDER BY tenant, keepDays`,
        format: 'JSONEachRow',
      });
      return result.json<{ tenant: string; keepDays: number }>();
    });
  }
}
