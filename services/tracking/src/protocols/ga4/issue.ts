/** Codes of Google's validation server (…/protocol/ga4/validating-events). */
export type ValidationCode =
  | 'VALUE_INVALID'
  | 'VALUE_REQUIRED'
  | 'NAME_INVALID'
  | 'NAME_RESERVED'
  | 'VALUE_OUT_OF_BOUNDS'
  | 'EXCEEDED_MAX_ENTITIES'
  | 'NAME_DUPLICATED';

/** Something that Google's validation server would complain about. */
export interface Issue {
  readonly code: ValidationCode;
  /** Where, as Google names it: `client_id`, `events`, `events[0].params.value`. */
  readonly path: string;
  /** Field of the event that is wrong, where Google names none. */
  readonly field?: string;
  /** What, without values of the request. */
  readonly problem: string;
  /** Which event; `undefined` = the request as a whole. */
  readonly event?: number;
  /** The name that is wrong, for the answer to who sent it; it is never kept. */
  readonly name?: string;
  /** Google does not process it. Other limits only cut what is too much, and we have room for it. */
  readonly isFatal: boolean;
}

/** The answer of the validation server, as Google writes it. */
export interface ValidationMessage {
  readonly fieldPath?: string;
  readonly description: string;
  readonly validationCode: ValidationCode;
}

const MAX_SHOWN_NAME = 64;

/** An issue in the words of Google's validation server. */
export function messageOf({ code, path, problem, event, name }: Issue): ValidationMessage {
  const subject = event === undefined ? '' : `Event at index: [${event}] `;
  const named = name === undefined ? '' : `has invalid name [${name.slice(0, MAX_SHOWN_NAME)}]. `;
  return {
    ...(path !== '' && { fieldPath: path }),
    description: `${subject}${named}${problem}`,
    validationCode: code,
  };
}
