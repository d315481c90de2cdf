import { StellwerkError } from '@stellwerk/contracts';
import { busErrors } from '../errors.js';

/** Why a handler failed on a message, as a dead letter tells it: never with text that may hold values of the message. */
export interface HandlerFailure {
  readonly code: string;
  /** Named function that threw and its place, `consentStep (consent.step.js:12)`. */
  readonly step: string;
  readonly detail: string;
}

/** Describes what a handler threw. Only catalogue errors promise a text without data; of others the class is told. */
export function describeFailure(error: unknown): HandlerFailure {
  const step = firstFrame(error);
  if (error instanceof StellwerkError) {
    return { code: error.code, step, detail: error.message };
  }
  const detail = error instanceof Error ? error.name : typeof error;
  return { code: busErrors.HANDLER_FAILED.code, step, detail };
}

/** Function and file of the innermost frame with a name. The message is cut off first: it may look like a frame. */
function firstFrame(error: unknown): string {
  if (!(error instanceof Error) || error.stack === undefined) return 'handler';
  const frames = error.stack.slice(error.stack.indexOf(error.message) + error.message.length);
  for (const [, name, file, line] of frames.matchAll(
    /^ {4}at (?:async )?([\w$.<> ]+?) \(.*?([^/\\]+?):(\d+):\d+\)$/gm,
  )) {
    if (name && file) return `${name} (${file}:${line})`;
  }
  return 'handler';
}
