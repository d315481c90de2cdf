import { detectPersonalData } from '../detect.js';
import { tokenise } from '../reading/tokens.js';
import { gatherCodes } from './gather.js';

const found = (text: string) => detectPersonalData(text).map(({ type, start, end }) => [type, text.slice(start, end)]);

describe('identifiers', () => {
  it.each([
    ['Meine Steuer-ID: 36574261809', 'de-tax-id', '36574261809'],
    ['Steuer-ID 36 574 261 809', 'de-tax-id', '36 574 261 809'],
    ['IdNr. 36.574.261.809', 'de-tax-id', '36.574.261.809'],
    ['Steuer-ID 3 6 5 7 4 2 6 1 8 0 9', 'de-tax-id', '3 6 5 7 4 2 6 1 8 0 9'],
    ['Steuer-ID ３６５７４２６１８０９.', 'de-tax-id', '３６５７４２６１８０９'],
    ['SV-Nummer: 15 070649 C 103', 'de-pension-number', '15 070649 C 103'],
    ['sv-nummer 15070649c103', 'de-pension-number', '15070649c103'],
    ['KVNR A000500015', 'de-health-insurance-number', 'A000500015'],
    ['Personalausweis L01X00T47', 'de-identity-card', 'L01X00T47'],
    ['Ausweisnummer L01X00T471', 'de-identity-card', 'L01X00T471'],
    ['Reisepass C01X00T47', 'de-passport', 'C01X00T47'],
    ['LANR 1234566 01', 'de-physician-number', '1234566 01'],
    ['BSNR 98 1234 567', 'de-practice-number', '98 1234 567'],
    ['Führerscheinnummer B012345678X', 'de-driving-licence', 'B012345678X'],
    ['Amtsgericht Köln, HRB 12345', 'de-commercial-register', 'HRB 12345'],
    ['Steuernummer 93/815/08152', 'de-tax-number', '93/815/08152'],
    ['Steuernummer 2893081508152', 'de-tax-number', '2893081508152'],
    ['USt-IdNr. DE136695976', 'vat-id', 'DE136695976'],
    ['USt-IdNr. DE136695977', 'vat-id', 'DE136695977'],
    ['VAT number NL123456789B01', 'vat-id', 'NL123456789B01'],
    ['DE89 3704 0044 0532 0130 00', 'iban', 'DE89 3704 0044 0532 0130 00'],
    ['iban gb82 west 1234 5698 7654 32 danke', 'iban', 'gb82 west 1234 5698 7654 32'],
    ['4111-1111-1111-1111', 'payment-card', '4111-1111-1111-1111'],
    ['My SSN is 123-45-6789', 'us-ssn', '123-45-6789'],
    ['National Insurance number AB 12 34 56 C', 'uk-nino', 'AB 12 34 56 C'],
    ['NHS number 943 476 5919', 'uk-nhs-number', '943 476 5919'],
    ['Kennzeichen K-AB 1234', 'licence-plate', 'K-AB 1234'],
    ['das Auto mit WÜ-XY 99E fuhr weg', 'licence-plate', 'WÜ-XY 99E'],
    ['kennzeichen k ab 1234', 'licence-plate', 'k ab 1234'],
  ])('%s', (text, type, value) => {
    expect(found(text)).toEqual([[type, value]]);
  });

  it.each([
    ['behind', 'Ist 123456601 als LANR gespeichert?', 'de-physician-number'],
    ['behind a word for a person', 'Please store 943 476 5919 as the patient NHS number.', 'uk-nhs-number'],
    ['on the line before', 'Support: Wie lautet die BSNR?\nPraxis: 981234567', 'de-practice-number'],
    ['in the title of a column', 'Bestellung\tLANR\n123456789\t123456601', 'de-physician-number'],
  ])('are announced %s', (_title, text, type) => {
    expect(detectPersonalData(text).map((entity) => entity.type)).toEqual([type]);
  });

  it.each([
    ['a right check digit is surer than a wrong one', 'Steuer-ID 36574261809', 'Steuer-ID 36574261808'],
    ['a name is surer than none', 'Steuer-ID 36574261809', 'siehe 36574261809'],
  ])('%s', (_title, sure, unsure) => {
    const score = (text: string) =>
      detectPersonalData(text, { minScore: 0 }).find(({ type }) => type === 'de-tax-id')?.score ?? 0;
    expect(score(sure)).toBeGreaterThan(score(unsure));
    expect(score(unsure)).toBeGreaterThan(0);
  });

  it.each([
    ['nine digits under another name', 'Bestellnummer 123456601'],
    ['nine digits without a name', 'Es waren 123456601 davon.'],
    ['a tax id by chance', 'Bestellnummer 36574261809'],
    ['an EAN', 'EAN 4006381333931'],
    ['a price', 'zum Preis von 1.234.567,89 EUR'],
    ['a tracking number', 'Sendungsnummer 00340434161094015902'],
    ['a piece of a longer number', 'Nr. 12-36574261809-7'],
    ['an article code', 'Art.-Nr. A000500015'],
    ['a random id', '3f1d7d1e-77a7-5c7b-8d63-0e6f8f4c2b1a'],
    ['a version', 'Version 10.4.19.1'],
    ['a word and a number', 'Seite 12 und Kapitel 1234567'],
  ])('leave alone: %s', (_title, text) => {
    expect(found(text)).toEqual([]);
  });

  it('cost at most 34 looks for each token, whatever the text', () => {
    for (const text of ['1 '.repeat(5_000), 'A1.'.repeat(5_000), '1-2/3 '.repeat(2_000), 'x'.repeat(9_000)]) {
      const tokens = tokenise(text);
      expect([...gatherCodes(text, tokens, () => true)].length).toBeLessThanOrEqual(34 * tokens.length);
    }
  });
});
