import { deterministicId } from '@stellwerk/contracts';
import type { SegmentCall } from './call.js';
import { formatDecimal, shares } from './decimal-shares.js';
import type { PathRow } from './paths-file.js';
import { replayConsent as consent } from './replay-source.js';

const HOUR_MS = 3_600_000;

/**
 * When every journey ends. A fixed instant: the same file always makes the same events, and it is farther back than twice any
 * usual look-back, so that an open path is a null and not one whose window is still open.
 */
export const JOURNEYS_END = new Date('2025-06-30T22:00:00.000Z');

export interface JourneyOptions {
  /** Cut every journey of two or more touches over two devices that a login joins after its last event. */
  readonly splitDevices: boolean;
  readonly currency: string;
  /** End of every journey. */
  readonly end: Date;
}

/**
 * The journeys of one row as calls: first those that convert, then those that do not. Touch i is a page view with the channel as
 * campaign source, an hour after the one before; a conversion is an order an hour after its last touch. Ids derive from the row's
 * content, its occurrence among equal rows, the number of the journey and the step.
 */
export function* journeyCalls(row: PathRow, options: JourneyOptions): Generator<SegmentCall> {
  const values = shares(row.value, row.conversions);
  for (let journey = 0; journey < row.conversions + row.nulls; journey++) {
    yield* oneJourney(row, journey, values[journey], options);
  }
}

function* oneJourney(
  row: PathRow,
  journey: number,
  value: bigint | undefined,
  { splitDevices, currency, end }: JourneyOptions,
): Generator<SegmentCall> {
  const id = (...step: (string | number)[]) => deterministicId('replay', row.content, row.occurrence, journey, ...step);
  const { channels } = row;
  const isSplit = splitDevices && channels.length > 1;
  const devices = isSplit ? [id('device', 1), id('device', 2)] : [id('device', 1)];
  const onFirst = isSplit ? Math.floor(channels.length / 2) : channels.length;
  const steps = channels.length + (value === undefined ? 0 : 1) + (isSplit ? devices.length : 0);
  const at = (step: number) => new Date(end.getTime() - (steps - 1 - step) * HOUR_MS).toISOString();

  let step = 0;
  for (const channel of channels) {
    const anonymousId = devices[step < onFirst ? 0 : 1] as string;
    const context = { campaign: { source: channel }, consent };
    yield { type: 'page', messageId: id('page', step), anonymousId, timestamp: at(step), context };
    step += 1;
  }
  const lastDevice = devices.at(-1) as string;
  if (value !== undefined) {
    yield {
      type: 'track',
      event: 'Order Completed',
      messageId: id('order'),
      anonymousId: lastDevice,
      timestamp: at(step),
      context: { consent },
      properties: { order_id: id('order'), total: formatDecimal(value), currency },
    };
    step += 1;
  }
  if (!isSplit) return;
  for (const anonymousId of devices) {
    const login = { messageId: id('login', step), anonymousId, userId: id('login'), timestamp: at(step) };
    yield { type: 'identify', ...login, context: { consent } };
    step += 1;
  }
}
