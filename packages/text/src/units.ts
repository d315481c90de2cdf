/** A unit of measurement: the dimension or currency it belongs to, and how much of its base unit it is. */
export interface Unit {
  readonly base: string;
  readonly factor: number;
}

const table: readonly (readonly [string, number, string])[] = [
  ['percent', 1, '% prozent percent pct'],
  ['percentage-point', 1, 'prozentpunkt prozentpunkte prozentpunkten pp'],
  ['permille', 1, '‰ promille'],
  ['eur', 1, '€ eur euro euros'],
  ['cent', 1, 'cent cents ct'],
  ['usd', 1, '$ usd dollar dollars us-dollar'],
  ['gbp', 1, '£ gbp pfund pound pounds'],
  ['chf', 1, 'chf franken francs'],
  ['jpy', 1, '¥ jpy yen'],
  ['metre', 1, 'm meter metern metre metres meters'],
  ['metre', 1_000, 'km kilometer kilometern kilometre kilometres kilometers'],
  ['metre', 0.01, 'cm zentimeter centimetre centimetres centimeter centimeters'],
  ['metre', 0.001, 'mm millimeter millimetre millimetres millimeters'],
  ['metre', 1_609.344, 'meile meilen mile miles mi'],
  ['metre', 0.3048, 'fuss foot feet ft'],
  ['gram', 1, 'g gramm gram grams'],
  ['gram', 1_000, 'kg kilogramm kilogram kilograms kilo kilos'],
  ['gram', 1_000_000, 'tonne tonnen tonnes'],
  ['litre', 1, 'l liter litern litre litres liters'],
  ['litre', 0.001, 'ml milliliter millilitre millilitres milliliters'],
  ['second', 1, 'sekunde sekunden second seconds'],
  ['second', 60, 'min minute minuten minutes'],
  ['second', 3_600, 'h stunde stunden hour hours'],
  ['day', 1, 'tag tage tagen day days'],
  ['day', 7, 'woche wochen week weeks'],
  ['month', 1, 'monat monate monaten month months'],
  ['month', 12, 'jahr jahre jahren year years'],
  ['degree-celsius', 1, '°c'],
  ['degree-fahrenheit', 1, '°f'],
  ['watt', 1, 'w watt'],
  ['watt', 1_000, 'kw kilowatt'],
  ['watt-hour', 1_000, 'kwh kilowattstunde kilowattstunden'],
  ['byte', 1_000_000, 'mb megabyte'],
  ['byte', 1_000_000_000, 'gb gigabyte'],
];

const units = new Map<string, Unit>(
  table.flatMap(([base, factor, names]) => names.split(' ').map((name) => [name, { base, factor }] as const)),
);

/** The unit of a folded word or sign, such as `prozent`, `km` or `€`. */
export const unitOf = (name: string): Unit | undefined => units.get(name);
