import { StellwerkError } from '@stellwerk/contracts';
import { isObject } from '../../domain/object.js';
import { errors } from '../../errors.js';
import type { SharedFacts } from '../protocol.js';
import { textField } from '../values.js';

/** Longest context that a batch may give to its calls, characters: no more than one event may have. */
const MAX_CHARACTERS = 32_768;
/** The same times the number of calls: every event carries it when it is written. */
const MAX_CHARACTERS_OF_ALL = 4_194_304;

/**
 * What the context of a batch says for every call in it, but for consent, which counts beside that of a call rather than
 * giving way to it.
 * @throws StellwerkError TRK_ENVELOPE_INVALID where it is so long that the batch would grow beyond measure
 */
export function sharedFacts(given: unknown, calls: number): SharedFacts | undefined {
  if (!isObject(given)) return undefined;
  const { consent, consentManagement, ...context } = given;
  if (Object.keys(context).length === 0) return undefined;
  const characters = JSON.stringify(context).length;
  if (characters > MAX_CHARACTERS || characters * calls > MAX_CHARACTERS_OF_ALL) {
    throw new StellwerkError(errors.ENVELOPE_INVALID, { needs: 'a shorter "context"' }, { field: 'context' });
  }
  const library = isObject(context.library) ? context.library : {};
  const name = textField(library.name);
  return {
    context,
    library: name && `${name}@${textField(library.version) ?? ''}`,
    device: { ip: textField(context.ip) || undefined, userAgent: textField(context.userAgent) || undefined },
  };
}
