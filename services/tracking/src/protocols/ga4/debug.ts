import { StellwerkError } from '@stellwerk/contracts';
import { parseJson, unpack } from '../../http/body.js';
import { messageOf, type ValidationMessage } from './issue.js';
import { MAX_BODY_BYTES } from './protocol.js';
import { type ValidationFacts, validateBody } from './validate.js';

/** Complaints beyond this many say nothing new. */
const MAX_MESSAGES = 200;

/** What Google's validation server would answer to a body; an empty list where it is good. */
export async function debugAnswer(
  body: Buffer,
  encoding: string | undefined,
  facts: ValidationFacts,
): Promise<{ validationMessages: ValidationMessage[] }> {
  try {
    const { value } = parseJson(await unpack(body, encoding, MAX_BODY_BYTES));
    return { validationMessages: validateBody(value, facts).slice(0, MAX_MESSAGES).map(messageOf) };
  } catch (error) {
    if (!(error instanceof StellwerkError)) throw error;
    const isTooLarge = error.entry.status === 413;
    return {
      validationMessages: [
        {
          description: isTooLarge
            ? `The body must be smaller than ${MAX_BODY_BYTES} bytes.`
            : `Unable to parse Measurement Protocol JSON payload. ${error.message}.`,
          validationCode: isTooLarge ? 'VALUE_OUT_OF_BOUNDS' : 'VALUE_INVALID',
        },
      ],
    };
  }
}
