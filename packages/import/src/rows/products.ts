import type { ImportProduct, ImportRow, ImportValue } from '@stellwerk/contracts';

/** Fields of a row that describe its product line, and their names in the line. */
export const LINE_FIELDS: Readonly<Record<string, keyof ImportProduct>> = {
  product_id: 'product_id',
  product_name: 'name',
  product_category: 'category',
  quantity: 'quantity',
  price: 'price',
};

/** Moves the product line of a sale into its list of products. A line without an id, such as shipping, is none. */
export function foldProducts(value: Readonly<Record<string, ImportValue>>): ImportRow {
  const line: Record<string, ImportValue> = {};
  const rest: Record<string, ImportValue> = {};
  for (const [name, content] of Object.entries(value)) {
    const inLine = LINE_FIELDS[name];
    if (inLine) line[inLine] = content;
    else rest[name] = content;
  }
  const listed = (value.products ?? []) as readonly ImportProduct[];
  const products = line.product_id === undefined ? listed : [line as unknown as ImportProduct, ...listed];
  return products.length === 0 ? rest : { ...rest, products };
}
