import type { OutgoingMessage, ReceivedMessage } from '../port.js';
import { type DeadLetterPlace, deadLetterId } from './dead-letter.js';

/** Headers of the note that a replay leaves behind its letter. */
export const replayHeaders = { of: 'dead_replay_of', at: 'dead_replay_at' } as const;

/** The note: in the partition of its letter, and so always behind it. */
export function replayMark(letter: ReceivedMessage, at: Date): OutgoingMessage {
  const { topic, partition, key } = letter;
  const headers = { [replayHeaders.of]: deadLetterId(letter), [replayHeaders.at]: at.toISOString() };
  return { topic, partition, key, value: null, headers };
}

/** Whether a message of a dead-letter topic is such a note, and no letter. */
export const isReplayMark = ({ headers }: Pick<ReceivedMessage, 'headers'>): boolean =>
  headers[replayHeaders.of] !== undefined;

/** Gathers the notes about some letters from the messages behind them. */
export class ReplayMarks {
  readonly #times = new Map<string, string[]>();

  /** Takes a note in; anything else is left alone. */
  take({ headers }: ReceivedMessage): void {
    const of = headers[replayHeaders.of];
    if (of === undefined) return;
    this.#times.set(of, [...(this.#times.get(of) ?? []), headers[replayHeaders.at] ?? '']);
  }

  of(place: DeadLetterPlace): readonly string[] {
    return this.#times.get(deadLetterId(place)) ?? [];
  }
}
