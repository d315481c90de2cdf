import { clickIdNames } from '@stellwerk/contracts';
import { LruCache } from '../lru-cache.js';
import { isObject } from '../object.js';

/** Properties and traits that name a person by themselves; compared without case, hyphens and underscores. */
const PERSONAL_NAMES = new Set(
  [
    'email emailaddress mail phone phonenumber mobile mobilephone cellphone telephone fax contactname',
    'name firstname middlename lastname fullname surname givenname familyname displayname nickname customername',
    'username login password token avatar address streetaddress billingaddress shippingaddress addressline1 addressline2',
    'street postcode postalcode zip zipcode birthday birthdate dateofbirth dob ssn taxid passportnumber iban cardnumber',
    // What shops that speak German call the same.
    'emailadresse mailadresse telefon telefonnummer handy handynummer mobil mobilnummer rufnummer ansprechpartner',
    'vorname nachname familienname kundenname benutzername passwort kennwort adresse anschrift lieferadresse',
    'rechnungsadresse strasse straße hausnummer plz postleitzahl geburtstag geburtsdatum kontonummer steuernummer',
    // Ids of people, browsers and devices.
    'userid anonymousid deviceid clientid gaclientid advertisingid previousid ip ipaddress',
    'idfa idfv gaid aaid androidid imei macaddress',
  ].flatMap((line) => line.split(' ')),
);

/** Other ids of one click of one person and of one reader of a mail, and those that Meta and Google give to a browser. */
const MORE_CLICK_IDS = 'yclid igshid rdt_cid epik qclid sccid irclid mc_eid _kx fbc fbp _ga _gid __utma'.split(' ');
/** Clients keep what they found first beside what they find now: `$session_entry_gclid`. */
const CLICK_ID = new RegExp(`(?:^|[^a-z])(?:${[...clickIdNames, ...MORE_CLICK_IDS].join('|')})$`, 'i');

/** What the name of a field says of what it holds. */
export type FieldKind = 'personal' | 'click-id' | 'other';

/** Names are the same in every event of a source; what is longer than this is hardly one. */
const kinds = new LruCache<FieldKind>(200_000);
const MAX_REMEMBERED = 64;

/** Whether a field of this name holds something that names a person, or one click of a person. */
export function kindOfField(name: string): FieldKind {
  return name.length > MAX_REMEMBERED ? findKind(name) : kinds.get(name, findKind);
}

function findKind(name: string): FieldKind {
  if (PERSONAL_NAMES.has(name.toLowerCase().replace(/[-_\s]/g, ''))) return 'personal';
  return CLICK_ID.test(name) ? 'click-id' : 'other';
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
      else if (typeof value === 'string' && kindOfField(name) === 'personal') {
        for (const text of [value, ...value.split(/\s+/)]) if (text.trim().length >= MIN_TEXT) found.add(text.trim());
      }
    }
  };
  for (const place of places) visit(place, 0);
  return [...found];
}
