import { isObject } from '../object.js';

/** Properties and traits that name a person by themselves; compared without case, hyphens and underscores. */
const PERSONAL_NAMES = new Set(
  ['email', 'emailaddress', 'mail', 'phone', 'phonenumber', 'mobile', 'telephone', 'name', 'firstname', 'lastname']
    .concat(['fullname', 'surname', 'givenname', 'familyname', 'username', 'login', 'password', 'address', 'street'])
    .concat(['postcode', 'postalcode', 'zip', 'zipcode', 'birthday', 'birthdate', 'dateofbirth', 'ssn', 'iban'])
    .concat(['userid', 'anonymousid', 'deviceid', 'advertisingid', 'previousid', 'ip', 'ipaddress', 'avatar', 'token']),
);

/** Whether a field of this name holds something that names a person. */
export function isPersonalName(name: string): boolean {
  return PERSONAL_NAMES.has(name.toLowerCase().replace(/[-_\s]/g, ''));
}

/** Shorter texts would tear ordinary words apart. */
const MIN_TEXT = 3;
const MAX_TEXTS = 50;

/**
 * Texts under personal names in the given places and one level below: what a person is called must not show in a page title
 * either. A name of several words counts as a whole and by its words.
 */
export function personalTexts(places: readonly Readonly<Record<string, unknown>>[]): string[] {
  const found = new Set<string>();
  const visit = (fields: Readonly<Record<string, unknown>>, depth: number) => {
    for (const [name, value] of Object.entries(fields)) {
      if (found.size >= MAX_TEXTS) return;
      if (isObject(value) && depth === 0) visit(value, 1);
      else if (typeof value === 'string' && isPersonalName(name)) {
        for (const text of [value, ...value.split(/\s+/)]) if (text.trim().length >= MIN_TEXT) found.add(text.trim());
      }
    }
  };
  for (const place of places) visit(place, 0);
  return [...found];
}
