import { redactPersonalData } from '../domain/personal-data/redact.js';

const MAX_FIELD = 256;
const MAX_NAME = 64;
/** Longest text that is searched; what a name hides behind that is cut with it. */
const MAX_SEARCHED = 1_024;

/** Places of fields that formats name, and not clients. */
const PLACES =
  /^(?:(?:batch|events|row|data|params|items|properties|user_properties|context|traits)?(?:\[\d{1,9}\])?(?:\.|$))*/;

/**
 * The path of a field as it may stand beside a rejection in clear: clients choose the names of many fields, and write
 * addresses and numbers of persons into them. Each name is looked at without the path to it, which would hide what it is.
 */
export function rejectedField(field: string): string {
  const bounded = field.slice(0, MAX_SEARCHED);
  const [place = ''] = PLACES.exec(bounded) ?? [];
  return (place + redactPersonalData(bounded.slice(place.length))).slice(0, MAX_FIELD);
}

/** A name that a client chose, short enough for a path. Redacted before it is cut: nobody knows half an address for one. */
export const shownName = (name: string): string => redactPersonalData(name.slice(0, MAX_SEARCHED)).slice(0, MAX_NAME);
