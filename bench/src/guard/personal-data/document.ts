/** Kinds of personal data that are planted. */
export const plantedTypes = [
  'email',
  'phone',
  'ipv4',
  'ipv6',
  'iban',
  'payment-card',
  'date-of-birth',
  'person',
  'street',
  'place',
  'licence-plate',
  'vat-id',
  'de-tax-id',
  'de-tax-number',
  'de-pension-number',
  'de-health-insurance-number',
  'de-identity-card',
  'de-passport',
  'de-physician-number',
  'de-practice-number',
  'de-driving-licence',
  'de-commercial-register',
  'us-ssn',
  'uk-nino',
  'uk-nhs-number',
] as const;
export type PlantedType = (typeof plantedTypes)[number];

export const writings = ['plain', 'spaced', 'dotted', 'lower-case', 'obfuscated'] as const;
export type Writing = (typeof writings)[number];

export type Part = 'development' | 'test';
export type Language = 'de' | 'en';
export const forms = ['sentence', 'letter', 'chat', 'table'] as const;
export type Form = (typeof forms)[number];

/** Where something was planted: UTF-16 offsets, end exclusive. */
export interface Planted {
  readonly type: PlantedType;
  readonly writing: Writing;
  readonly start: number;
  readonly end: number;
}

/** A number or name that looks like personal data and is none. */
export interface Decoy {
  readonly kind: string;
  readonly start: number;
  readonly end: number;
}

export interface GeneratedDocument {
  readonly id: string;
  readonly language: Language;
  readonly form: Form;
  /** Whether it stands inside of a text of somebody else. */
  readonly isCarried: boolean;
  readonly text: string;
  readonly planted: readonly Planted[];
  readonly decoys: readonly Decoy[];
}

/** Puts a text together and keeps the offsets of what is planted in it. */
export class DocumentText {
  readonly planted: Planted[] = [];
  readonly decoys: Decoy[] = [];
  text = '';

  add(text: string): void {
    this.text += text;
  }

  plant(type: PlantedType, writing: Writing, text: string): void {
    const start = this.text.length;
    this.text += text;
    this.planted.push({ type, writing, start, end: this.text.length });
  }

  plantDecoy(kind: string, text: string): void {
    const start = this.text.length;
    this.text += text;
    this.decoys.push({ kind, start, end: this.text.length });
  }
}
