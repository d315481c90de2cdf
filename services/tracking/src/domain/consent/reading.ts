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
      /** Whether `raw` was decoded, or has the form that its type prescribes: nobody can write a name into it then. */
      readonly isFormat: boolean;
    }
  | { readonly understood: false; readonly raw: string; readonly problem: string };

/** Longest signal that is read; a TC string with many vendors and restrictions has a few thousand characters. */
export const MAX_SIGNAL_CHARACTERS = 4_096;

/** What is read of a text in no form that is known. It is shown shorter still, once what it may hold is redacted. */
export const MAX_FREE_CHARACTERS = 512;

export const understood = (
  raw: string,
  parsed: Readonly<Record<string, unknown>> | undefined,
  statement: Statement,
  { tcf = [], isFormat = false }: { readonly tcf?: readonly TcfString[]; readonly isFormat?: boolean } = {},
): SignalReading => ({ understood: true, raw, parsed, statement, tcf, isFormat });

/** A signal that cannot be read; of what was sent only the beginning is shown. `problem` holds no values. */
export const notUnderstood = (raw: unknown, problem: string): SignalReading => ({
  understood: false,
  raw: typeof raw === 'string' ? raw.slice(0, MAX_FREE_CHARACTERS) : '',
  problem,
});
