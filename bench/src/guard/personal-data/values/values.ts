import type { Dice } from '../dice.js';
import type { Language, PlantedType } from '../document.js';
import type { Vocabulary } from '../vocabulary/vocabulary.js';
import { place, street } from './address.js';
import * as german from './german.js';
import * as international from './international.js';
import { dateOfBirth, email, givenName, phone, surname } from './personal.js';
import type { Value } from './value.js';

type Make = (random: Dice, language: Language, words: Vocabulary) => Value;

const makers: Readonly<Record<PlantedType, Make>> = {
  email: (random, _language, words) => email(random, words),
  phone,
  ipv4: international.ipv4,
  ipv6: international.ipv6,
  iban: international.iban,
  'payment-card': international.paymentCard,
  'date-of-birth': dateOfBirth,
  person: (random, _language, words) => {
    const groups = [givenName(random, words), surname(random, words)];
    return { plain: random.chance(0.12) ? [...groups].reverse().join(', ') : groups.join(' '), groups };
  },
  street,
  place,
  'licence-plate': german.licencePlate,
  'vat-id': international.vatId,
  'de-tax-id': german.taxId,
  'de-tax-number': german.taxNumber,
  'de-pension-number': german.pensionNumber,
  'de-health-insurance-number': german.healthInsuranceNumber,
  'de-identity-card': german.identityCard,
  'de-passport': german.passport,
  'de-physician-number': german.physicianNumber,
  'de-practice-number': german.practiceNumber,
  'de-driving-licence': german.drivingLicence,
  'de-commercial-register': german.commercialRegister,
  'us-ssn': international.ssn,
  'uk-nino': international.nino,
  'uk-nhs-number': international.nhsNumber,
};

/** A new value of a type. */
export const makeValue = (type: PlantedType, language: Language, words: Vocabulary, random: Dice): Value =>
  makers[type](random, language, words);
