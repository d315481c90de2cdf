import { StellwerkError } from '@stellwerk/contracts';
import { deadHeaders } from '../delivery/dead-letter.js';
import { busErrors } from '../errors.js';
import type { Bus, OutgoingMessage, ReceivedMessage } from '../port.js';
import {
  type DeadLetterPlace,
  type DeadLetterSummary,
  deadLetterId,
  originalHeaders,
  parseDeadLetterId,
  summaryOf,
} from './dead-letter.js';
import { type DeadLetterReading, readLetters, type Visibility } from './read-dead-letters.js';
import { replayMark } from './replay-marks.js';

export interface ReplayOptions extends Visibility {
  /** Replay also what has been replayed before. */
  readonly again?: boolean;
  readonly now?: () => Date;
  /** Runs before a letter is sent, which it is only when this has come through. */
  readonly before?: (letter: DeadLetterSummary) => Promise<void>;
}

/** What became of one id. */
export type Replayed =
  | { readonly id: string; readonly replayed: true; readonly topic: string; readonly partition: number }
  | { readonly id: string; readonly replayed: false; readonly reason: StellwerkError };

/** Letters held in memory at a time; one has at most 4 MiB. */
const LETTERS_AT_ONCE = 16;

/**
 * Publishes originals again: bytes, key and headers unchanged, to the partition that they came from, so that consumers which
 * know an event by its id or keep state per partition see what they have seen before. Each replay leaves a note behind its
 * letter in the same publish, by which a second one is refused.
 *
 * One result per id, in the order of the ids. @throws UnavailableError while the bus does not answer: what was not reported
 * may have been replayed, which its note then shows.
 */
export async function replayDeadLetters(
  bus: DeadLetterReading & Pick<Bus, 'publish'>,
  ids: readonly string[],
  options: ReplayOptions = {},
): Promise<Replayed[]> {
  const places = [...new Set(ids)].map(parseDeadLetterId);
  const results = new Map<string, Replayed>();
  for (const ofPartition of Map.groupBy(places, ({ topic, partition }) => `${topic}/${partition}`).values()) {
    for (let from = 0; from < ofPartition.length; from += LETTERS_AT_ONCE) {
      const [first, ...others] = ofPartition.slice(from, from + LETTERS_AT_ONCE);
      if (!first) continue;
      for (const result of await replaySome(bus, [first, ...others], options)) results.set(result.id, result);
    }
  }
  return ids.map((id) => results.get(deadLetterId(parseDeadLetterId(id)))).filter((result) => result !== undefined);
}

async function replaySome(
  bus: DeadLetterReading & Pick<Bus, 'publish'>,
  places: readonly [DeadLetterPlace, ...DeadLetterPlace[]],
  { again = false, now = () => new Date(), isShown = () => true, before = async () => {} }: ReplayOptions,
): Promise<Replayed[]> {
  const { letters, marks } = await readLetters(bus, places);
  const byId = new Map(letters.map((letter) => [deadLetterId(letter), letter]));
  const results: Replayed[] = [];
  for (const place of places) {
    const id = deadLetterId(place);
    const letter = byId.get(id);
    const summary = letter && summaryOf(letter, marks.of(place));
    const at = summary?.replayedAt.at(-1);
    if (!summary || !isShown(summary)) {
      results.push(refused(id, new StellwerkError(busErrors.DEAD_LETTER_UNKNOWN, { id }, { field: 'id' })));
    } else if (at !== undefined && !again) {
      results.push(refused(id, new StellwerkError(busErrors.DEAD_LETTER_REPLAYED, { id, at }, { field: 'id' })));
    } else {
      await before(summary);
      const original = originalOf(letter);
      await bus.publish([original, replayMark(letter, now())]);
      results.push({ id, replayed: true, topic: original.topic, partition: original.partition });
    }
  }
  return results;
}

const refused = (id: string, reason: StellwerkError): Replayed => ({ id, replayed: false, reason });

function originalOf({ key, value, headers }: ReceivedMessage): OutgoingMessage & { readonly partition: number } {
  const topic = headers[deadHeaders.topic] ?? '';
  return { topic, partition: Number(headers[deadHeaders.partition]), key, value, headers: originalHeaders(headers) };
}
