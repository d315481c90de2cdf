import { StellwerkError } from '@stellwerk/contracts';
import { guardErrors } from '../errors.js';
import { DROPPED, maskOf } from './action/placeholder.js';
import type { Pseudonymiser } from './action/pseudonyms.js';
import { type DetectionOptions, detectPersonalData } from './detect.js';
import type { Entity, EntityType } from './entity.js';
import type { RedactionAction } from './redaction-actions.js';

export interface RedactionPolicy extends DetectionOptions {
  /** For every type that `actions` does not name. */
  readonly action: RedactionAction;
  readonly actions?: Readonly<Partial<Record<EntityType, RedactionAction>>>;
  /** Needed where an action is `pseudonymise`. */
  readonly pseudonymiser?: Pseudonymiser;
}

/** An entity of the text as it was given, what was done to it, and where that stands in the result. */
export interface RedactedEntity extends Entity {
  readonly action: RedactionAction;
  readonly output: { readonly start: number; readonly end: number };
}

export interface Redaction {
  readonly text: string;
  readonly entities: readonly RedactedEntity[];
}

/**
 * Redacts personal data. A second time changes nothing: what stands for something is not looked at again.
 *
 * @throws GRD_PSEUDONYM_KEY_MISSING where a pseudonym is asked for and there is no pseudonymiser.
 */
export function redact(text: string, policy: RedactionPolicy): Redaction {
  const parts: string[] = [];
  let [at, length] = [0, 0];
  const add = (part: string) => {
    parts.push(part);
    length += part.length;
  };
  const entities = detectPersonalData(text, policy).map((entity): RedactedEntity => {
    const action = policy.actions?.[entity.type] ?? policy.action;
    add(text.slice(at, entity.start));
    at = entity.end;
    const start = length;
    add(replacement(action, entity.type, text.slice(entity.start, entity.end), policy.pseudonymiser));
    return { ...entity, action, output: { start, end: length } };
  });
  add(text.slice(at));
  return { text: parts.join(''), entities };
}

function replacement(
  action: RedactionAction,
  type: EntityType,
  value: string,
  pseudonymiser: Pseudonymiser | undefined,
): string {
  switch (action) {
    case 'keep':
      return value;
    case 'mask':
      return maskOf(type);
    case 'drop':
      return DROPPED;
    case 'pseudonymise':
      if (!pseudonymiser) throw new StellwerkError(guardErrors.PSEUDONYM_KEY_MISSING, { type });
      return pseudonymiser.pseudonym(type, value);
  }
}
