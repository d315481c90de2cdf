import { deadLetterTopic, StellwerkError } from '@stellwerk/contracts';
import { isDeadLetter } from '../delivery/dead-letter.js';
import { busErrors } from '../errors.js';
import type { Bus, ReceivedMessage } from '../port.js';
import {
  type DeadLetterPlace,
  type DeadLetterSummary,
  type DeadLetterWithOriginal,
  originalHeaders,
  parseDeadLetterId,
  summaryOf,
} from './dead-letter.js';
import { ReplayMarks } from './replay-marks.js';

export type DeadLetterReading = Pick<Bus, 'offsets' | 'readFrom'>;

/** Which letters there are for the caller; others count as unknown. Default all. */
export interface Visibility {
  readonly isShown?: (letter: DeadLetterSummary) => boolean;
}

export interface ListOptions extends Visibility {
  /** Most letters returned. Default 50. */
  readonly limit?: number;
}

const DEFAULT_LIMIT = 50;
/** How far back a list looks in each partition; older letters are still shown and replayed by their id. */
const LIST_WINDOW = 10_000n;

/**
 * The newest dead letters of a service, newest first. Looks at the last 10,000 messages of each partition and keeps no bytes.
 * @throws UnavailableError when no broker answers, or the service has no dead letters at all.
 */
export async function listDeadLetters(
  bus: DeadLetterReading,
  service: string,
  { limit = DEFAULT_LIMIT, isShown = () => true }: ListOptions = {},
): Promise<DeadLetterSummary[]> {
  const topic = deadLetterTopic(service);
  const partitions = await bus.offsets(topic);
  const lists = await Promise.all(
    [...partitions].map(([partition, { low, high }]) => {
      const from = high - LIST_WINDOW > low ? high - LIST_WINDOW : low;
      return from < high ? newestOf(bus, { topic, partition, offset: from }, { limit, isShown }) : [];
    }),
  );
  return lists
    .flat()
    .sort((left, right) => right.at.localeCompare(left.at))
    .slice(0, limit);
}

/**
 * One dead letter with its original.
 * @throws StellwerkError BUS_DEAD_LETTER_ID, BUS_DEAD_LETTER_UNKNOWN
 */
export async function showDeadLetter(
  bus: DeadLetterReading,
  id: string,
  { isShown = () => true }: Visibility = {},
): Promise<DeadLetterWithOriginal> {
  const place = parseDeadLetterId(id);
  const { letters, marks } = await readLetters(bus, [place]);
  const [letter] = letters;
  const summary = letter && summaryOf(letter, marks.of(place));
  if (!summary || !isShown(summary)) throw new StellwerkError(busErrors.DEAD_LETTER_UNKNOWN, { id }, { field: 'id' });
  const { key, value, headers } = letter;
  return { ...summary, key, value, headers: originalHeaders(headers) };
}

/** Some letters of one partition, and every note about them. Places without a letter are left out. */
export async function readLetters(
  bus: DeadLetterReading,
  places: readonly [DeadLetterPlace, ...DeadLetterPlace[]],
): Promise<{ letters: readonly ReceivedMessage[]; marks: ReplayMarks }> {
  const [{ topic, partition }] = places;
  const wanted = new Set(places.map(({ offset }) => offset));
  const [first = 0n] = [...wanted].sort((left, right) => (left < right ? -1 : 1));
  const letters: ReceivedMessage[] = [];
  const marks = new ReplayMarks();
  for await (const message of bus.readFrom(topic, partition, first)) {
    if (wanted.has(message.offset) && isDeadLetter(message)) letters.push(message);
    marks.take(message);
  }
  return { letters, marks };
}

async function newestOf(
  bus: DeadLetterReading,
  from: DeadLetterPlace,
  { limit, isShown }: Required<ListOptions>,
): Promise<DeadLetterSummary[]> {
  const newest = new Map<string, DeadLetterSummary>();
  const marks = new ReplayMarks();
  for await (const message of bus.readFrom(from.topic, from.partition, from.offset)) {
    marks.take(message);
    if (!isDeadLetter(message)) continue;
    const summary = summaryOf(message, []);
    if (!isShown(summary)) continue;
    newest.set(summary.id, summary);
    if (newest.size > limit) newest.delete(newest.keys().next().value as string);
  }
  return [...newest.values()].map((letter) => ({ ...letter, replayedAt: marks.of(parseDeadLetterId(letter.id)) }));
}
