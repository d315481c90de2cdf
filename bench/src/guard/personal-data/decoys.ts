import type { Dice } from './dice.js';
import type { Language } from './document.js';

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';
const DIGITS = '0123456789';
const HEX = '0123456789abcdef';

/** GTIN with its check digit. */
function gtin(dice: Dice, start: string, length: number): string {
  const body = start + dice.characters(length - 1 - start.length, DIGITS);
  const sum = [...body].reverse().reduce((total, digit, index) => total + Number(digit) * (index % 2 === 0 ? 3 : 1), 0);
  return body + String((10 - (sum % 10)) % 10);
}

const price = (dice: Dice, language: Language) => {
  const [whole, cents] = [1 + dice.below(99_999), dice.characters(2, DIGITS)];
  const separator = language === 'de' ? '.' : ',';
  const grouped = String(whole).replace(/(?=(?:\d{3})+$)(?!^)/, separator);
  return language === 'de'
    ? `${grouped},${cents} ${dice.pick(['€', 'EUR'])}`
    : `${dice.pick(['£', '$', '€'])}${grouped}.${cents}`;
};
const two = (value: number) => String(value).padStart(2, '0');
const date = (dice: Dice, language: Language) => {
  const [day, month, year] = [two(1 + dice.below(28)), two(1 + dice.below(12)), 2023 + dice.below(4)];
  return language === 'de'
    ? `${day}.${month}.${year}`
    : dice.pick([`${year}-${month}-${day}`, `${month}/${day}/${year}`]);
};

/** What looks like personal data and is none, by kind: the value, and how it is announced (`{}` is its place). */
export const decoyKinds: Readonly<
  Record<
    string,
    { readonly make: (dice: Dice, language: Language) => string } & Readonly<Record<Language, readonly string[]>>
  >
> = {
  'order-number': {
    make: (dice) =>
      dice.pick([
        () => dice.digits(7 + dice.below(6)),
        () => `${2023 + dice.below(4)}-${dice.characters(6, DIGITS)}`,
        () => `ORD-${dice.digits(8)}`,
        () => `${dice.digits(3)}-${dice.digits(7)}-${dice.digits(7)}`,
      ])(),
    de: ['Bestellnummer {}', 'Ihre Bestellung {} ist unterwegs', 'Auftrag Nr. {}', 'zur Bestellung {}'],
    en: ['order number {}', 'your order {} has shipped', 'order no. {}', 'regarding order {}'],
  },
  'invoice-number': {
    make: (dice) =>
      dice.pick([
        () => `RE-${2023 + dice.below(4)}-${dice.characters(5, DIGITS)}`,
        () => dice.digits(10),
        () => `R${dice.digits(9)}`,
      ])(),
    de: ['Rechnung {}', 'Rechnungsnummer: {}', 'die Rechnung Nr. {} ist offen'],
    en: ['invoice {}', 'invoice number: {}', 'invoice no. {} is still open'],
  },
  ean: {
    make: (dice) =>
      dice.chance(0.8) ? gtin(dice, dice.pick(['40', '42', '50', '76', '90']), 13) : gtin(dice, '40', 8),
    de: ['EAN {}', 'GTIN: {}', 'Artikel mit der EAN {}'],
    en: ['EAN {}', 'GTIN: {}', 'the item with barcode {}'],
  },
  isbn: {
    make: (dice) => gtin(dice, '978', 13).replace(/^(...)(.)(....)(....)(.)$/, '$1-$2-$3-$4-$5'),
    de: ['ISBN {}'],
    en: ['ISBN {}'],
  },
  price: {
    make: price,
    de: ['zum Preis von {}', 'Gesamtbetrag: {}', 'statt {} nur noch kurze Zeit'],
    en: ['for {}', 'total: {}', 'reduced from {}'],
  },
  'tracking-number': {
    make: (dice) =>
      dice.pick([
        () => `00340434${dice.characters(12, DIGITS)}`,
        () => `1Z${dice.characters(6, LETTERS + DIGITS)}${dice.digits(10)}`,
        () => dice.digits(12),
        () => dice.digits(14),
        () => `RR${dice.digits(9)}DE`,
      ])(),
    de: ['Sendungsnummer {}', 'Paket mit der Sendungsverfolgung {}', 'Tracking-Nr.: {}'],
    en: ['tracking number {}', 'parcel {}', 'tracking no.: {}'],
  },
  'article-code': {
    make: (dice) =>
      dice.pick([
        () => `${dice.characters(2, LETTERS)}-${dice.digits(4)}-${dice.digits(2)}`,
        () => `${dice.characters(1, LETTERS)}${dice.digits(9)}`,
        () => dice.digits(9),
        () => `${dice.characters(3, LETTERS)}${dice.digits(6)}`,
        () => `${dice.digits(3)}.${dice.digits(3)}.${dice.digits(2)}`,
      ])(),
    de: ['Artikelnummer {}', 'Art.-Nr. {}', 'das Modell {}', 'Ersatzteil {}'],
    en: ['article number {}', 'SKU {}', 'model {}', 'spare part {}'],
  },
  date: {
    make: date,
    de: ['Lieferung am {}', 'gültig bis {}', 'Termin am {} um 10:30 Uhr'],
    en: ['delivery on {}', 'valid until {}', 'meeting on {} at 10:30'],
  },
  version: {
    make: (dice) =>
      dice.pick([
        () => `${1 + dice.below(20)}.${dice.below(40)}.${dice.below(30)}.${dice.below(10)}`,
        () => `${1 + dice.below(9)}.${dice.below(40)}.${dice.below(30)}`,
      ])(),
    de: ['Version {}', 'Firmware {}', 'seit Release {}'],
    en: ['version {}', 'firmware {}', 'since release {}'],
  },
  'batch-id': {
    make: (dice) =>
      dice.pick([
        () => [8, 4, 4, 4, 12].map((length) => dice.characters(length, HEX)).join('-'),
        () => dice.characters(40, HEX),
        () => `CH-${dice.digits(6)}/${dice.digits(2)}`,
      ])(),
    de: ['Charge {}', 'Vorgangs-ID {}', 'Commit {}'],
    en: ['batch {}', 'process id {}', 'commit {}'],
  },
  measure: {
    make: (dice) =>
      dice.pick([
        () => `${dice.digits(3)} x ${dice.digits(2)} x ${dice.digits(2)} cm`,
        () => `${dice.below(24)}:${two(dice.below(60))}:${two(dice.below(60))}`,
        () => `${dice.digits(5)} kWh`,
      ])(),
    de: ['mit {}', 'Messwert: {}'],
    en: ['at {}', 'reading: {}'],
  },
  campaign: {
    make: (dice, language) =>
      dice.pick(
        language === 'de'
          ? [
              'Grüne Woche 2026',
              'Herbst Spezial',
              'Tom Tailor',
              'Neue Kollektion',
              'Blaue Stunde',
              'Jack Wolfskin',
              'Dr. Oetker',
              'Schwarzer Freitag',
            ]
          : [
              'Black Friday',
              'Tommy Hilfiger',
              'Summer Sale',
              'Dr. Martens',
              'Early Access',
              'Calvin Klein',
              'New Balance',
              'Golden Hour',
            ],
      ),
    de: ['die Kampagne „{}“ läuft', 'Artikel der Marke {}', 'unser Angebot „{}“'],
    en: ['the campaign "{}" is live', 'goods of the brand {}', 'our offer "{}"'],
  },
};
