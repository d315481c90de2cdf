import type { Statement } from './statement.js';
import type { TcfString } from './tcf/tcf-string.js';

/** A signal as it was understood. */
export type SignalReading =
  | {
      readonly understood: true;
      /** Text to keep beside the event: the signal as sent, or the known fields of an object as JSON. */
      readonly raw: string;
      /** What it says in plain names; `undefined` where `raw` says it plainly already. */
      readonly parsed: Readonly<Record<string, unknown>> | undefined;
      readonly statement: Statement;
      /** TC strings in it, for questions about single vendors. */
      readonly tcf: readonly TcfString[];
    }
  | { readonly understood: false; readonly raw: string; readonly problem: string };

/** Longest signal that is read; a TC string with many vendors and restrictions has a few thousand characters. */
export const MAX_SIGNAL_CHARACTERS = 4_096;

export const understood = (
  raw: string,
  parsed: Readonly<Record<string, unknown>> | undefined,
  statement: Statement,
  tcf: readonly TcfString[] = [],
): SignalReading => ({ understood: true, raw, parsed, statement, tcf });

/** A signal that cannot be read; of what was sent only the beginning is shown. `problem` holds no values. */
export const notUnderstood = (raw: unknown, problem: string): SignalReading => ({
  understood: false,
  raw: typeof raw === 'string' ? raw.slice(0, 64) : '',
  problem,
});
