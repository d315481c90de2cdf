import type { CodeType } from './code-type.js';
import { deCommercialRegister } from './de-commercial-register.js';
import { deIdentityCard, dePassport } from './de-document-number.js';
import { deDrivingLicence } from './de-driving-licence.js';
import { deHealthInsuranceNumber } from './de-health-insurance-number.js';
import { dePensionNumber } from './de-pension-number.js';
import { dePhysicianNumber } from './de-physician-number.js';
import { dePracticeNumber } from './de-practice-number.js';
import { deTaxId } from './de-tax-id.js';
import { deTaxNumber } from './de-tax-number.js';
import { iban, mistypedIban } from './iban.js';
import { paymentCard } from './payment-card.js';
import { ukNhsNumber } from './uk-nhs-number.js';
import { ukNino } from './uk-nino.js';
import { usSsn } from './us-ssn.js';
import { otherVatId, vatId } from './vat-id.js';

/** Every identifier of fixed form. A new one is a file beside this one and a line here. */
export const codeTypes: readonly CodeType[] = [
  iban,
  mistypedIban,
  paymentCard,
  vatId,
  otherVatId,
  deTaxId,
  deTaxNumber,
  dePensionNumber,
  deHealthInsuranceNumber,
  deIdentityCard,
  dePassport,
  dePhysicianNumber,
  dePracticeNumber,
  deDrivingLicence,
  deCommercialRegister,
  usSsn,
  ukNino,
  ukNhsNumber,
];
