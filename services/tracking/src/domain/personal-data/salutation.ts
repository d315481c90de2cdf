import { REDACTED } from './redacted.js';

const NAME = "(?!(?:Herrn?|Frau|Dr|Prof|Mrs?|Ms)\\b)\\p{Lu}[\\p{L}'’-]{1,40}";
/** Titles go before a name wherever they stand; greetings and owners, as shops write them, only before capitalised words. */
const INTRODUCTIONS = [
  '(?:Herrn?|Frau|Hr\\.|Fr\\.|Dr\\.|Prof\\.|Mr\\.?|Mrs\\.?|Ms\\.?|Miss|Sir|Madam)',
  '(?:Hallo|Hello|Hi|Hey|Dear|Liebe[rs]?|Moin|Servus|Guten (?:Tag|Morgen|Abend)|Willkommen(?: zurück)?|Welcome(?: back)?),?',
  '(?:(?:Konto|Profil|Bestellung|Warenkorb|Kundin|Kunde) von|(?:account|profile|order|basket|cart) (?:of|for)|[Ii]ch heiße|[Mm]ein Name ist|[Mm]y name is)',
].join('|');
const INTRODUCED = new RegExp(
  `(?<![\\p{L}])((?:${INTRODUCTIONS})(?:\\s+(?:Dr\\.|Prof\\.))*\\s+)(${NAME}(?:\\s+(?:von |van |de |zu )?${NAME})?)`,
  'gu',
);

/** Replaces names that a title, a greeting or an owner introduces: "Hallo Anna Schmidt", "Konto von Frau Yılmaz". */
export function redactIntroducedNames(text: string): string {
  return text.replace(INTRODUCED, `$1${REDACTED}`);
}
