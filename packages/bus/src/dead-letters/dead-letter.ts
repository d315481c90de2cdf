import { StellwerkError } from '@stellwerk/contracts';
import { deadHeaders } from '../delivery/dead-letter.js';
import { busErrors } from '../errors.js';
import { headerNames } from '../message/headers.js';
import type { ReceivedMessage } from '../port.js';

/** Where a dead letter lies. Written `<topic>/<partition>/<offset>`, which is its id for people. */
export interface DeadLetterPlace {
  readonly topic: string;
  readonly partition: number;
  readonly offset: bigint;
}

/** A dead letter as lists show it: everything but its bytes. */
export interface DeadLetterSummary {
  /** `<topic>/<partition>/<offset>` of the letter. */
  readonly id: string;
  /** When it was given up. */
  readonly at: string;
  /** Reason code: of the error catalogue, or of the bus. */
  readonly code: string;
  /** Step that gave it up, with file and line where it threw. */
  readonly step: string;
  /** Why, without values of the message. */
  readonly detail: string;
  readonly attempts: number;
  readonly group: string;
  /** `<topic>/<partition>/<offset>` of the original. */
  readonly original: string;
  readonly tenant: string;
  readonly eventId: string;
  /** Trace of the original, '' where none was kept. */
  readonly traceId: string;
  /** Length of the original's value. */
  readonly bytes: number;
  /** When it was replayed, in order; empty = never. */
  readonly replayedAt: readonly string[];
}

/** A dead letter with its original: key, headers and bytes as they were. */
export interface DeadLetterWithOriginal extends DeadLetterSummary {
  readonly key: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly value: Buffer | null;
}

const PLACE = /^(?<topic>[a-z0-9-]+\.dead\.v\d+)\/(?<partition>\d{1,9})\/(?<offset>\d{1,18})$/;

/** @throws StellwerkError BUS_DEAD_LETTER_ID for text that names no place of a dead letter. */
export function parseDeadLetterId(id: string): DeadLetterPlace {
  const { topic, partition, offset } = PLACE.exec(id)?.groups ?? {};
  if (!topic || !partition || !offset) throw new StellwerkError(busErrors.DEAD_LETTER_ID, {}, { field: 'id' });
  return { topic, partition: Number(partition), offset: BigInt(offset) };
}

export const deadLetterId = ({ topic, partition, offset }: DeadLetterPlace): string =>
  `${topic}/${partition}/${offset}`;

/** What a letter's headers say. */
export function summaryOf(letter: ReceivedMessage, replayedAt: readonly string[]): DeadLetterSummary {
  const header = (name: string) => letter.headers[name] ?? '';
  return {
    id: deadLetterId(letter),
    at: header(deadHeaders.at),
    code: header(deadHeaders.code),
    step: header(deadHeaders.step),
    detail: header(deadHeaders.detail),
    attempts: Number(header(deadHeaders.attempts)),
    group: header(deadHeaders.group),
    original: `${header(deadHeaders.topic)}/${header(deadHeaders.partition)}/${header(deadHeaders.offset)}`,
    tenant: header(headerNames.tenant),
    eventId: header(headerNames.id),
    traceId: header(headerNames.traceparent).split('-')[1] ?? '',
    bytes: letter.value?.length ?? 0,
    replayedAt,
  };
}

const ADDED: ReadonlySet<string> = new Set(Object.values(deadHeaders));

/** Headers of the original: those of the letter without what was added to it. */
export const originalHeaders = (headers: ReceivedMessage['headers']): Record<string, string> =>
  Object.fromEntries(Object.entries(headers).filter(([name]) => !ADDED.has(name)));
