import { ibanCheckDigits, icao, letterAsDigits, luhn, mod11And10, weightedDigitSum } from './check-digits.js';

describe('check digits of planted values', () => {
  it.each([
    ['Steuer-ID 36574261809', mod11And10('3657426180'), '9'],
    ['USt-ID DE136695976', mod11And10('13669597'), '6'],
    ['identity card L01X00T47', icao('L01X00T47'), '1'],
    ['passport C01X00T47', icao('C01X00T47'), '8'],
    ['card 4111111111111111', luhn('411111111111111'), '1'],
    ['IBAN DE89370400440532013000', ibanCheckDigits('DE', '370400440532013000'), '89'],
    ['IBAN GB82WEST12345698765432', ibanCheckDigits('GB', 'WEST12345698765432'), '82'],
    [
      'RVNR 15070649C103',
      String(weightedDigitSum(`15070649${letterAsDigits('C')}10`, [2, 1, 2, 5, 7, 1, 2, 1, 2, 1, 2, 1]) % 10),
      '3',
    ],
    [
      'KVNR A000500015',
      String(weightedDigitSum(`${letterAsDigits('A')}00050001`, [1, 2, 1, 2, 1, 2, 1, 2, 1, 2]) % 10),
      '5',
    ],
  ])('%s', (_title, actual, expected) => {
    expect(actual).toBe(expected);
  });
});
