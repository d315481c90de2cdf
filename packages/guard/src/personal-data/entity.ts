/** Every kind of personal data that is found; identifiers of one country begin with its code. */
export const entityTypes = [
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
export type EntityType = (typeof entityTypes)[number];

/** Personal data in a text: UTF-16 offsets into the text as it was given, end exclusive. */
export interface Entity {
  readonly type: EntityType;
  readonly start: number;
  readonly end: number;
  /** How sure it is, 0..1: form, check digit and context together. */
  readonly score: number;
}
