import { z } from 'zod';
import type { Role } from '../control/documents.js';
import { decimal } from '../core/common.js';
import type { ImportField } from './field.js';
import type { ImportKindName } from './names.js';

/** What happens when a row comes again under the same key. */
export type ImportRepeat =
  /** It counts once for ever: the first stays, another content is refused. */
  | 'once'
  /** The later one replaces it. */
  | 'latest';

/** One kind of file: the only place where its fields, its key and what becomes of it are written. */
export interface ImportKind {
  readonly name: ImportKindName;
  readonly summary: string;
  readonly fields: Readonly<Record<string, ImportField>>;
  /** What a row is about: the first group whose fields are all given. */
  readonly keys: readonly (readonly string[])[];
  readonly repeats: ImportRepeat;
  /** With `once`: fields that make a repeated row another one when they differ. */
  readonly counted: readonly string[];
  /** Fields of which at least one must be given. */
  readonly oneOf: readonly string[];
  /** Fields that rows of one sort need beside those that all need. */
  readonly needs: readonly { readonly when: string; readonly is: string; readonly field: string }[];
  /** Rows speak of persons: consent is decided, identifiers are hashed. */
  readonly personal: boolean;
  /** Whether adjacent rows of one key can be lines of one sale. */
  readonly lines: boolean;
  /** Event types that rows become. */
  readonly becomes: readonly string[];
  /** What a row becomes, in a sentence. */
  readonly effect: string;
  /** Who may import it, beside administrators. */
  readonly roles: readonly Role[];
  /** A canonical row. */
  readonly schema: z.ZodType<ImportRow>;
}

/** A product line of a sale. */
export const importProduct = z.object({
  product_id: z.string().min(1).max(128),
  name: z.string().max(512).optional(),
  category: z.string().max(256).optional(),
  quantity: decimal.optional(),
  price: decimal.optional().describe('money per piece in the currency of the row'),
});
export type ImportProduct = z.infer<typeof importProduct>;

/** A row after reading: values by field in one form, whatever the file looked like. */
export type ImportRow = Readonly<Record<string, ImportValue>>;
export type ImportValue =
  | string
  | number
  | boolean
  | undefined
  | readonly ImportProduct[]
  | Readonly<Record<string, string | number | boolean>>;

/** Names of consent categories and properties that a column can be mapped to. */
export const openName = z.string().regex(/^[A-Za-z0-9][\w .:-]{0,63}$/);

/** Groups of fields whose names the file gives: `consent.<category>`, `properties.<name>`. */
export const openGroups = ['consent', 'properties'] as const;
export type OpenGroup = (typeof openGroups)[number];

type Declared = Omit<
  ImportKind,
  'schema' | 'counted' | 'oneOf' | 'needs' | 'personal' | 'lines' | 'becomes' | 'effect' | 'roles'
> &
  Pick<ImportKind, 'becomes' | 'effect'> &
  Partial<Pick<ImportKind, 'counted' | 'oneOf' | 'needs' | 'personal' | 'lines'>>;

/** Declares a kind. @throws when a key or a group names a field that it does not have */
export function defineImport(declared: Declared): ImportKind {
  const { counted = [], oneOf = [], needs = [], personal = false, lines = false } = declared;
  for (const name of [...declared.keys.flat(), ...counted, ...oneOf]) {
    if (!Object.hasOwn(declared.fields, name)) throw new Error(`import ${declared.name}: no field "${name}"`);
  }
  const roles: readonly Role[] = personal ? ['analyst'] : ['analyst', 'marketer'];
  return Object.freeze({
    ...declared,
    counted,
    oneOf,
    needs,
    personal,
    lines,
    roles,
    schema: rowSchema(declared, personal, lines),
  });
}

function rowSchema({ fields }: Declared, personal: boolean, lines: boolean): z.ZodType<ImportRow> {
  const shape = Object.fromEntries(
    Object.entries(fields).map(([name, { schema, required }]) => [name, required ? schema : schema.optional()]),
  );
  return z.object({
    ...shape,
    ...(lines && { products: z.array(importProduct).max(500).optional().describe('product lines of the sale') }),
    ...(personal && {
      consent: z
        .record(openName, z.boolean())
        .optional()
        .describe('category of the consent policy → allowed; absent = the default of the policy'),
      properties: z
        .record(openName, z.union([z.string().max(2_048), z.number(), z.boolean()]))
        .optional()
        .describe('whatever else is worth keeping; what names a person is redacted'),
    }),
  }) as unknown as z.ZodType<ImportRow>;
}
