import { GppModel } from '@iabgpp/cmpapi';
import fc from 'fast-check';
import { regionalPolicy } from '../../../examples/consent.js';
import { cpuMs } from '../../../testing/cpu-time.js';
import { someTcfStrings } from '../../../testing/tcf-strings.js';
import { purposeNames } from '../purpose-set.js';
import { readTcf } from '../tcf/read.js';
import { readGpp } from './read.js';
import { usSections } from './us-sections.js';

const ADVERTISING = ['ad_measurement', 'ad_profile', 'user_data_upload'];
const read = (text: unknown) => readGpp(text, regionalPolicy);
const refusedBy = (text: string) => {
  const reading = read(text);
  return reading.understood ? purposeNames(reading.statement.refused) : 'not understood';
};

/** What of a section of the reference implementation is an opt-out. */
const CHOICES = ['SaleOptOut', 'SharingOptOut', 'TargetedAdvertisingOptOut'];
const CHILDREN = 'KnownChildSensitiveDataConsents';

/** Adds a section that says nothing. */
function add(model: GppModel, section: string): void {
  const isLater = ['usmd', 'usin', 'usky', 'usri'].includes(section);
  model.setFieldValue(section, isLater ? 'MspaVersion' : 'Version', section === 'usnat' ? 2 : 1);
}

const sectionNames = Object.values(usSections).map(({ name }) => name);

describe('a GPP string', () => {
  it('refuses advertising exactly where the reference implementation finds an opt-out', () => {
    const choice = fc.constantFrom(0, 1, 2);
    const wish = fc.record({
      sections: fc.uniqueArray(fc.constantFrom(...sectionNames), { minLength: 1, maxLength: 4 }),
      choices: fc.array(choice, { minLength: 3, maxLength: 3 }),
      child: choice,
      others: choice,
      gpc: fc.boolean(),
    });
    fc.assert(
      fc.property(wish, ({ sections, choices, child, others, gpc }) => {
        const model = new GppModel();
        let isOptedOut = false;
        for (const section of sections) {
          add(model, section);
          for (const [index, field] of CHOICES.entries()) {
            if (!model.hasField(section, field)) continue;
            model.setFieldValue(section, field, choices[index]);
            isOptedOut ||= choices[index] === 1;
          }
          if (model.hasField(section, CHILDREN)) {
            const value = model.getFieldValue(section, CHILDREN);
            model.setFieldValue(section, CHILDREN, Array.isArray(value) ? value.map(() => child) : child);
            isOptedOut ||= child === 1;
          }
          for (const field of ['SensitiveDataProcessing', 'PersonalDataConsents', 'AdditionalDataProcessingConsent']) {
            if (!model.hasField(section, field)) continue;
            const value = model.getFieldValue(section, field);
            model.setFieldValue(section, field, Array.isArray(value) ? value.map(() => others) : others);
          }
          if (model.hasField(section, 'Gpc')) {
            model.setFieldValue(section, 'Gpc', gpc);
            isOptedOut ||= gpc;
          }
        }
        expect(refusedBy(model.encode())).toEqual(isOptedOut ? ADVERTISING : []);
      }),
      { numRuns: 1_000 },
    );
  });

  it.each(sectionNames)('knows the layout of %s: each field by itself', (section) => {
    const model = new GppModel();
    add(model, section);
    expect(refusedBy(model.encode())).toEqual([]);
    for (const field of [...CHOICES, CHILDREN]) {
      if (!model.hasField(section, field)) continue;
      const before = model.getFieldValue(section, field);
      const values = Array.isArray(before)
        ? before.map((_, at) => before.map((value, index) => (index === at ? 1 : value)))
        : [1];
      for (const value of values) {
        model.setFieldValue(section, field, value);
        expect([field, refusedBy(model.encode())]).toEqual([field, ADVERTISING]);
      }
      model.setFieldValue(section, field, before);
    }
  });

  it('reads the older layout of the national section', () => {
    const model = new GppModel();
    model.setFieldValue('usnat', 'Version', 1);
    expect(refusedBy(model.encode())).toEqual([]);
    model.setFieldValue('usnat', 'TargetedAdvertisingOptOut', 1);
    expect(refusedBy(model.encode())).toEqual(ADVERTISING);
  });

  it('decides by the European section as by a TC string, whatever the country', () => {
    for (const text of someTcfStrings) {
      const alone = readTcf(text, true, undefined, false);
      const inside = read(`DBABMA~${text}`);
      expect(inside.understood && inside.statement).toEqual(alone.understood && alone.statement);
      expect(inside.understood && inside.tcf.length).toBe(1);
    }
  });

  it.each([
    ['DBABTA~1YYN', ADVERTISING],
    ['DBABTA~1YNN', []],
    ['DBABTA~1---', []],
    ['DBABTA~2YNN', 'not understood'],
    ['DBABTA~1YN', 'not understood'],
  ])('reads US Privacy in %s', (text, expected) => {
    expect(refusedBy(text)).toEqual(expected);
  });

  it('grants nothing by a section that nobody knows, and lets it refuse advertising', () => {
    // Section 28, which is not assigned.
    const reading = read('DBABKY~AAAA');
    expect(reading).toMatchObject({ understood: true, statement: { granted: 0 } });
    expect(refusedBy('DBABKY~AAAA')).toEqual(ADVERTISING);
  });

  it.each(
    Object.entries({
      'an empty text': '',
      'no header': '~BAAAAABA',
      'another type': 'CBABLA~CAAQAAAAAABA.QA',
      'fewer sections than said': 'DBABLA',
      'more sections than said': 'DBABLA~CAAQAAAAAABA.QA~1YNN',
      'an empty section': 'DBABLA~',
      'a section cut off': 'DBABLA~CAAQ',
      'an unknown version of a section': 'DBABLA~DAAQAAAAAABA.QA',
      'bits after the end': 'DBABLA~CAAQAAAAAABAAAAAAAB.QA',
      'a section id without end': `DBAB${'A'.repeat(2_000)}~x`,
      'more sections than can be': `D${'BD'.repeat(1_000)}${'~A'.repeat(500)}`,
      'a broken European section': 'DBABMA~CQtAQoAQtAQ',
      'a million characters': 'DBABLA~'.padEnd(1_000_000, 'A'),
      'no text': 7,
    }),
  )('is not understood with %s', (_title, text) => {
    expect(cpuMs(() => expect(read(text).understood).toBe(false))).toBeLessThan(500);
  });

  it('is read or not, but never fails otherwise', () => {
    const sign = fc.constantFrom(...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.~');
    fc.assert(
      fc.property(fc.string({ unit: sign, maxLength: 400 }), (rest) => {
        const reading = read(`DB${rest}`);
        if (reading.understood) expect(reading.statement.granted & reading.statement.refused).toBe(0);
      }),
      { numRuns: 3_000 },
    );
  });
});
