import type { Form, Language, PlantedType } from '../document.js';

/**
 * Texts with places to fill: `{value}` the value at hand, `{label}` its name, `{decoy}` an announced decoy, `{given}` and
 * `{surname}` a person by one name, or the name of any type.
 */
export interface Templates {
  /** What people call a value of a type. */
  readonly labels: Readonly<Record<PlantedType, Readonly<Record<Language, readonly string[]>>>>;
  /** Sentences around any labelled value. */
  readonly labelled: Readonly<Record<Language, readonly string[]>>;
  /** Sentences that say nothing of what the value is; only for types that speak for themselves. */
  readonly bare: Readonly<Record<Language, readonly string[]>>;
  /** Sentences for types that are not introduced by a label. */
  readonly own: Readonly<Partial<Record<PlantedType, Readonly<Record<Language, readonly string[]>>>>>;
  /** Whole letters and conversations; `{body}` is the place of the sentence. */
  readonly whole: Readonly<Record<Exclude<Form, 'sentence' | 'table'>, Readonly<Record<Language, readonly string[]>>>>;
}

/** Types whose form alone tells what they are. */
export const speakForThemselves: ReadonlySet<PlantedType> = new Set([
  'email',
  'phone',
  'ipv4',
  'ipv6',
  'iban',
  'payment-card',
  'vat-id',
  'de-tax-id',
  'de-pension-number',
]);
