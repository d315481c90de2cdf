import { isObject } from '../../domain/object.js';
import { shownName } from '../../rejected/rejected-field.js';
import type { Issue } from './issue.js';
import { faultOfName } from './names.js';
import { validateTime } from './time.js';
import { validateEvent } from './validate-event.js';

const MAX_EVENTS = 25;
const MAX_USER_PROPERTIES = 25;
const MAX_USER_PROPERTY_VALUE = 36;
const MAX_USER_ID = 256;
const STATES = ['GRANTED', 'DENIED'];

/** What a request says beside its body. */
export interface ValidationFacts {
  /** The query names an app by `firebase_app_id`, and not a web stream. */
  readonly isApp: boolean;
  /** Time of receipt, milliseconds since 1970. */
  readonly nowMs: number;
}

/** Everything that Google's validation server would complain about in a body, by the limits that Google documents. */
export function validateBody(body: unknown, facts: ValidationFacts): Issue[] {
  if (!isObject(body)) {
    const problem = 'Unable to parse Measurement Protocol JSON payload. It must be a JSON object.';
    return [{ code: 'VALUE_INVALID', path: '', problem, isFatal: true }];
  }
  return [
    ...validateSender(body, facts),
    ...validateTime(body.timestamp_micros, 'timestamp_micros', facts.nowMs),
    ...validateUserProperties(body.user_properties),
    ...validateConsent(body.consent),
    ...validateEvents(body.events, facts.nowMs),
  ];
}

function validateSender(body: Readonly<Record<string, unknown>>, { isApp }: ValidationFacts): Issue[] {
  const found: Issue[] = [];
  const wanted = isApp ? 'app_instance_id' : 'client_id';
  const id = body[wanted];
  // Whoever has either is known to us; which one the stream wants is Google's concern.
  const isKnown = [body.client_id, body.app_instance_id].some((value) => typeof value === 'string' && value !== '');
  if (id === undefined || id === null || id === '') {
    found.push({
      code: 'VALUE_REQUIRED',
      path: wanted,
      problem: `Measurement requires a ${wanted}.`,
      isFatal: !isKnown,
    });
  } else if (typeof id !== 'string') {
    found.push({ code: 'VALUE_INVALID', path: wanted, problem: 'The value must be a string.', isFatal: !isKnown });
  } else if (isApp && !/^[0-9a-f]{32}$/i.test(id)) {
    const problem = 'Measurement app_instance_id is expected to be a 32 digit hexadecimal number.';
    found.push({ code: 'VALUE_INVALID', path: wanted, problem, isFatal: false });
  }
  const { user_id: userId } = body;
  if (userId !== undefined && (typeof userId !== 'string' || userId.length > MAX_USER_ID)) {
    const problem = `The value must be a string of at most ${MAX_USER_ID} characters.`;
    found.push({ code: 'VALUE_INVALID', path: 'user_id', problem, isFatal: false });
  }
  return found;
}

function validateUserProperties(given: unknown): Issue[] {
  if (given === undefined || given === null) return [];
  if (!isObject(given)) {
    return [
      { code: 'VALUE_INVALID', path: 'user_properties', problem: 'The value must be an object.', isFatal: false },
    ];
  }
  const entries = Object.entries(given);
  const found: Issue[] = [];
  if (entries.length > MAX_USER_PROPERTIES) {
    const problem = `A request holds at most ${MAX_USER_PROPERTIES} user properties.`;
    found.push({ code: 'EXCEEDED_MAX_ENTITIES', path: 'user_properties', problem, isFatal: false });
  }
  for (const [name, property] of entries.slice(0, MAX_USER_PROPERTIES)) {
    const path = `user_properties.${shownName(name)}`;
    const fault = faultOfName(name, 'user property');
    if (fault) found.push({ ...fault, path, isFatal: false });
    const value = isObject(property) ? property.value : undefined;
    const isScalar = typeof value === 'string' || typeof value === 'number';
    if (!isScalar) {
      const problem = 'A user property is {"value": a string or a number}.';
      found.push({ code: 'VALUE_INVALID', path, problem, isFatal: false });
    } else if (String(value).length > MAX_USER_PROPERTY_VALUE) {
      const problem = `Values must be ${MAX_USER_PROPERTY_VALUE} characters or fewer.`;
      found.push({ code: 'VALUE_OUT_OF_BOUNDS', path, problem, isFatal: false });
    }
  }
  return found;
}

/** The consent engine reads it, and denies where it cannot; here it is only said. */
function validateConsent(given: unknown): Issue[] {
  if (given === undefined || given === null) return [];
  if (!isObject(given)) {
    return [{ code: 'VALUE_INVALID', path: 'consent', problem: 'The value must be an object.', isFatal: false }];
  }
  return ['ad_user_data', 'ad_personalization']
    .filter((name) => given[name] !== undefined && !STATES.includes(String(given[name])))
    .map((name) => ({
      code: 'VALUE_INVALID',
      path: `consent.${name}`,
      problem: 'The value must be GRANTED or DENIED.',
      isFatal: false,
    }));
}

function validateEvents(events: unknown, nowMs: number): Issue[] {
  if (!Array.isArray(events) || events.length === 0) {
    return [{ code: 'VALUE_REQUIRED', path: 'events', problem: 'A request holds at least one event.', isFatal: true }];
  }
  if (events.length > MAX_EVENTS) {
    const problem = `A request holds at most ${MAX_EVENTS} events.`;
    return [{ code: 'EXCEEDED_MAX_ENTITIES', path: 'events', problem, isFatal: true }];
  }
  return events.flatMap((event: unknown, index) => validateEvent(event, index, nowMs));
}
