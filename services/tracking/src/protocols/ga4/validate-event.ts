import { isObject } from '../../domain/object.js';
import { shownName } from '../../rejected/rejected-field.js';
import type { Issue, ValidationCode } from './issue.js';
import { faultOfName } from './names.js';
import { validateTime } from './time.js';

const MAX_PARAMETERS = 25;
const MAX_ITEMS = 200;
const MAX_VALUE = 100;
/** Parameters of every page with limits of their own (support.google.com/analytics/answer/9267744). */
const MAX_VALUES: Readonly<Record<string, number>> = { page_title: 300, page_referrer: 420, page_location: 1_000 };
/** Parameters that an event cannot do without to be counted. */
const REQUIRED: Readonly<Record<string, readonly string[]>> = {
  purchase: ['transaction_id', 'value', 'currency'],
  refund: ['transaction_id', 'currency'],
};
const WITH_ITEMS = new Set(['add_to_cart', 'view_item', 'select_item', 'view_item_list', 'purchase']);

/** Everything that Google's validation server would complain about in one event. */
export function validateEvent(event: unknown, index: number, nowMs: number): Issue[] {
  const fatal = (code: ValidationCode, problem: string, field: string, name?: string): Issue[] => [
    { code, path: 'events', field, problem, event: index, isFatal: true, ...(name !== undefined && { name }) },
  ];
  if (!isObject(event)) return fatal('VALUE_INVALID', 'An event must be an object.', '');
  const { name, params, timestamp_micros } = event;
  if (name === undefined || name === null || name === '')
    return fatal('VALUE_REQUIRED', 'An event must have a name.', 'name');
  if (typeof name !== 'string') return fatal('VALUE_INVALID', 'The name of an event must be a string.', 'name');
  const fault = faultOfName(name, 'event');
  if (fault) return fatal(fault.code, fault.problem, 'name', name);
  const time = validateTime(timestamp_micros, `events[${index}].timestamp_micros`, nowMs, index);
  if (params === undefined || params === null) return [...time, ...validateRequired(name, {}, index)];
  if (!isObject(params))
    return [...time, ...fatal('VALUE_INVALID', 'The parameters of an event must be an object.', 'params')];
  return [
    ...time,
    ...validateTime(params.timestamp_micros, `events[${index}].params.timestamp_micros`, nowMs, index),
    ...validateParameters(params, index),
    ...validateRequired(name, params, index),
  ];
}

function validateParameters(params: Readonly<Record<string, unknown>>, index: number): Issue[] {
  const at = `events[${index}].params`;
  const entries = Object.entries(params);
  const found: Issue[] = [];
  const add = (code: ValidationCode, path: string, problem: string) =>
    found.push({ code, path, problem, event: index, isFatal: false });
  if (entries.length > MAX_PARAMETERS) {
    add('EXCEEDED_MAX_ENTITIES', at, `An event holds at most ${MAX_PARAMETERS} parameters.`);
  }
  for (const [name, value] of entries.slice(0, MAX_PARAMETERS)) {
    const path = `${at}.${shownName(name)}`;
    const fault = faultOfName(name, 'parameter');
    if (fault) add(fault.code, path, fault.problem);
    if (name === 'items') found.push(...validateItems(value, path, index));
    else validateValue(value, path, (Object.hasOwn(MAX_VALUES, name) && MAX_VALUES[name]) || MAX_VALUE, add);
  }
  const { currency } = params;
  if (currency !== undefined && !(typeof currency === 'string' && /^[A-Z]{3}$/.test(currency))) {
    add('VALUE_INVALID', `${at}.currency`, 'The currency must be an ISO 4217 code of three upper-case letters.');
  }
  if (params.value !== undefined && currency === undefined) {
    add('VALUE_REQUIRED', `${at}.currency`, 'A value needs a currency.');
  }
  return found;
}

function validateItems(items: unknown, path: string, index: number): Issue[] {
  const found: Issue[] = [];
  const add = (code: ValidationCode, at: string, problem: string) =>
    found.push({ code, path: at, problem, event: index, isFatal: false });
  if (!Array.isArray(items)) add('VALUE_INVALID', path, 'Items must be an array.');
  else {
    if (items.length > MAX_ITEMS) add('EXCEEDED_MAX_ENTITIES', path, `An event holds at most ${MAX_ITEMS} items.`);
    for (const [place, item] of items.slice(0, MAX_ITEMS).entries()) {
      const at = `${path}[${place}]`;
      if (!isObject(item)) add('VALUE_INVALID', at, 'An item must be an object.');
      else {
        if (item.item_id == null && item.item_name == null)
          add('VALUE_REQUIRED', at, 'An item needs item_id or item_name.');
        for (const [name, value] of Object.entries(item)) {
          const fault = faultOfName(name, 'parameter');
          const path = `${at}.${shownName(name)}`;
          if (fault) add(fault.code, path, fault.problem);
          validateValue(value, path, MAX_VALUE, add);
        }
      }
    }
  }
  return found;
}

function validateValue(
  value: unknown,
  path: string,
  maxLength: number,
  add: (code: ValidationCode, path: string, problem: string) => void,
): void {
  if (typeof value === 'string') {
    if (value.length > maxLength) add('VALUE_OUT_OF_BOUNDS', path, `Values must be ${maxLength} characters or fewer.`);
  } else if (typeof value !== 'number' && typeof value !== 'boolean') {
    add('VALUE_INVALID', path, 'The value must be a string or a number.');
  }
}

function validateRequired(name: string, params: Readonly<Record<string, unknown>>, index: number): Issue[] {
  const wanted = [
    ...((Object.hasOwn(REQUIRED, name) && REQUIRED[name]) || []),
    ...(WITH_ITEMS.has(name) ? ['items'] : []),
  ];
  return wanted
    .filter((parameter) => params[parameter] === undefined || params[parameter] === null || params[parameter] === '')
    .map((parameter) => ({
      code: 'VALUE_REQUIRED',
      path: `events[${index}].params.${parameter}`,
      problem: `The event needs ${parameter}.`,
      event: index,
      isFatal: false,
    }));
}
