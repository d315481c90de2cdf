import type { DocumentText } from './document-text.js';
import type { DraftContext } from './draft.js';
import { fieldKey, fieldsOf, isObject, type JsonObject, textOf } from './json-records.js';
import { addHtml } from './parse-html.js';

const TITLES = ['title', 'name', 'product_name'];
/** Known facts in the order in which they are written: field names, German and English label. */
const FACTS: readonly (readonly [readonly string[], string, string])[] = [
  [['id', 'sku', 'offer_id', 'item_id', 'product_id', 'article_number'], 'Artikelnummer', 'Item number'],
  [['gtin', 'gtin13', 'ean'], 'GTIN', 'GTIN'],
  [['mpn'], 'Herstellernummer', 'Manufacturer part number'],
  [['brand', 'manufacturer'], 'Marke', 'Brand'],
  [['product_type', 'category', 'google_product_category'], 'Kategorie', 'Category'],
  [['price', 'list_price'], 'Preis', 'Price'],
  [['sale_price'], 'Angebotspreis', 'Sale price'],
  [['availability', 'stock_status'], 'Verfügbarkeit', 'Availability'],
  [['availability_date'], 'Verfügbar ab', 'Available from'],
  [['condition'], 'Zustand', 'Condition'],
];
const AVAILABILITY: Readonly<Record<string, readonly [string, string]>> = {
  instock: ['auf Lager', 'in stock'],
  outofstock: ['nicht auf Lager', 'out of stock'],
  preorder: ['vorbestellbar', 'available for pre-order'],
  backorder: ['nachbestellt', 'on back-order'],
  discontinued: ['nicht mehr im Sortiment', 'discontinued'],
};
/** Addresses, not facts. */
const LEFT_OUT = new Set([
  'link',
  'mobilelink',
  'imagelink',
  'additionalimagelink',
  'image',
  'url',
  'description',
  'currency',
  'pricecurrency',
  '@type',
  '@context',
]);
const MAX_FACT_UNITS = 500;

/** Whether an entry of a feed has a title and one more fact. */
export function isProduct(entry: JsonObject): boolean {
  return textOf(entry, TITLES) !== undefined && Object.keys(entry).length > 1;
}

/**
 * Adds a product: its title as a heading, its description, and a list of facts as the feed gives them. Each fact names the
 * product, so that it can be found and quoted alone.
 */
export function addProduct(document: DocumentText, entry: JsonObject, language: string, context: DraftContext): void {
  const labelAt = language === 'de' ? 0 : 1;
  const title = textOf(entry, TITLES) ?? '';
  document.add('heading', title, { level: 2 });
  const description = textOf(entry, ['description']);
  if (description !== undefined) addHtml(document, description, context);
  const fields = fieldsOf(entry);
  const currency = textOf(entry, ['currency', 'price_currency']);
  const written = new Set([...TITLES.map(fieldKey), ...LEFT_OUT]);
  for (const [names, ...labels] of FACTS) {
    const name = names.map(fieldKey).find((key) => fields.has(key));
    for (const other of names) written.add(fieldKey(other));
    const value =
      name === undefined ? undefined : factOf(fields.get(name), name.endsWith('price') ? currency : undefined);
    if (value !== undefined)
      document.add('list-item', `${title} – ${labels[labelAt]}: ${availabilityOf(value, labelAt) ?? value}`);
  }
  for (const [name, value] of Object.entries(entry)) {
    const fact = written.has(fieldKey(name)) ? undefined : factOf(value, undefined);
    if (fact !== undefined)
      document.add('list-item', `${title} – ${name.replace(/^g:/, '').replaceAll('_', ' ')}: ${fact}`);
  }
}

function availabilityOf(value: string, labelAt: 0 | 1): string | undefined {
  return AVAILABILITY[fieldKey(value).replace(/^https?:\/\/schema\.org\//, '')]?.[labelAt];
}

/** A fact on one line: a value, a list of values, an amount with its currency. Others are not written. */
function factOf(value: unknown, currency: string | undefined): string | undefined {
  if (typeof value === 'number' || (typeof value === 'string' && value.trim() !== '')) {
    const text = String(value).replace(/\s+/g, ' ').trim();
    return (currency === undefined || /[^\d.,\s]/.test(text) ? text : `${text} ${currency}`).slice(0, MAX_FACT_UNITS);
  }
  if (typeof value === 'boolean') return String(value);
  if (Array.isArray(value)) {
    const parts = value.map((one) => factOf(one, currency)).filter((one) => one !== undefined);
    return parts.length === 0 ? undefined : parts.join(', ').slice(0, MAX_FACT_UNITS);
  }
  if (!isObject(value)) return undefined;
  const amount = textOf(value, ['value', 'amount', 'price', 'name']);
  return amount === undefined ? undefined : factOf(amount, textOf(value, ['currency', 'priceCurrency', 'unit']));
}
