import fc from 'fast-check';
import { stdnum } from 'stdnum';
import { codeTypes } from '../codes/code-types.js';
import type { EntityType } from '../entity.js';
import { isIcao731 } from './icao-731.js';
import { isLuhn } from './luhn.js';
import { isMod11And10 } from './mod-11-10.js';
import { isMod97 } from './mod-97.js';

const checkOf = (type: EntityType) => {
  const found = codeTypes.find((one) => one.type === type && one.check);
  if (!found?.check) throw new Error(`${type} has no check digit`);
  const { check } = found;
  return (code: string) => found.shape.test(code) && check(code);
};
const digits = (length: number) => fc.stringMatching(new RegExp(`^[0-9]{${length}}$`));

describe('check digits', () => {
  it.each([
    ['de-tax-id', '36574261809', '36574261808'],
    ['de-pension-number', '15070649C103', '15070649C104'],
    ['de-health-insurance-number', 'A000500015', 'A000500016'],
    ['vat-id', 'DE136695976', 'DE136695977'],
    ['vat-id', 'ATU13585627', 'ATU13585626'],
    ['iban', 'DE89370400440532013000', 'DE88370400440532013000'],
    ['iban', 'GB82WEST12345698765432', 'GB82WEST12345698765433'],
    ['iban', 'CH9300762011623852957', 'CH9300762011623852958'],
    ['payment-card', '4111111111111111', '4111111111111112'],
    ['payment-card', '378282246310005', '378282246310006'],
    ['uk-nhs-number', '9434765919', '9434765918'],
    ['de-physician-number', '123456601', '123456701'],
  ] as const)('%s: %s is right, %s is not', (type, right, wrong) => {
    expect([checkOf(type)(right), checkOf(type)(wrong)]).toEqual([true, false]);
  });

  it('of identity cards and passports stand in the tenth place', () => {
    expect(['L01X00T471', 'C01X00T478', 'L01X00T472'].map(isIcao731)).toEqual([true, true, false]);
  });

  it('refuse a tax id whose first ten digits repeat otherwise, which npm stdnum takes', () => {
    expect([checkOf('de-tax-id')('11111111119'), stdnum.DE?.idnr?.validate('11111111119').isValid]).toEqual([
      false,
      true,
    ]);
  });

  it('agree with npm stdnum on random numbers', () => {
    const serial = fc.tuple(
      fc.constantFrom('02', '15', '65'),
      digits(2),
      fc.constantFrom('01', '07', '12'),
      digits(2),
      fc.constantFrom(...'ACMSZ'),
      digits(3),
    );
    fc.assert(
      fc.property(serial, digits(9), digits(11), (parts, nine, eleven) => {
        const pension = parts.join('');
        const born = Number(pension.slice(2, 4));
        // stdnum refuses days above 31; the issuer gives them out where several were born on one day.
        if (born >= 1 && born <= 28)
          expect(checkOf('de-pension-number')(pension)).toBe(stdnum.DE?.svnr?.validate(pension).isValid);
        if (!nine.startsWith('0')) expect(isMod11And10(nine)).toBe(stdnum.DE?.vat?.validate(nine).isValid);
        if (checkOf('de-tax-id')(eleven)) expect(stdnum.DE?.idnr?.validate(eleven).isValid).toBe(true);
      }),
      { numRuns: 3_000 },
    );
  });

  it('find every single wrong digit', () => {
    fc.assert(
      fc.property(digits(15), fc.nat(14), fc.integer({ min: 1, max: 9 }), (body, at, shift) => {
        const last = [...'0123456789'].find((digit) => isLuhn(body + digit)) ?? '';
        const changed = [...(body + last)]
          .map((digit, index) => (index === at ? String((Number(digit) + shift) % 10) : digit))
          .join('');
        expect([isLuhn(body + last), isLuhn(changed)]).toEqual([true, false]);
        const account =
          [...Array(99).keys()].map((check) => `DE${String(check).padStart(2, '0')}${body}`).find(isMod97) ?? '';
        expect(isMod97(account.slice(0, 4) + changed.slice(0, 15))).toBe(changed.slice(0, 15) === body);
      }),
    );
  });
});
