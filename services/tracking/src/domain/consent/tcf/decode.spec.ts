import { TCString, type Vector } from '@iabtechlabtcf/core';
import fc from 'fast-check';
import { cpuMs } from '../../../testing/cpu-time.js';
import { anyTcfString, anyTcfWish, encodeTcf, someTcfStrings, type TcfWish } from '../../../testing/tcf-strings.js';
import { MalformedBits } from '../bit-reader.js';
import { decodeTcf } from './decode.js';
import { hasTcfPurpose, tcfPurposeIds } from './tcf-string.js';
import type { VendorSet } from './vendor-set.js';

const VENDORS = [0, 1, 2, 3, 7, 39, 40, 41, 754, 755, 756, 793, 804, 1_200, 3_999, 4_000, 65_534, 65_535, 65_536];

const among = (set: VendorSet | Vector | undefined) => VENDORS.filter((id) => id > 0 && set?.has(id));

describe('decoding a TC string', () => {
  it('finds what the reference implementation finds', () => {
    fc.assert(
      fc.property(anyTcfString, ({ text, wish }) => {
        const expected = TCString.decode(text);
        const decoded = decodeTcf(text);
        expect({
          created: decoded.createdMs,
          lastUpdated: decoded.lastUpdatedMs,
          cmp: [decoded.cmpId, decoded.cmpVersion, decoded.consentScreen],
          language: decoded.consentLanguage,
          policyVersion: decoded.policyVersion,
          vendorListVersion: decoded.vendorListVersion,
          isServiceSpecific: decoded.isServiceSpecific,
          publisherCountry: decoded.publisherCountry,
          purposeConsents: tcfPurposeIds(decoded.purposeConsents),
          purposeLegitimateInterests: tcfPurposeIds(decoded.purposeLegitimateInterests),
          vendorConsents: among(decoded.vendorConsents),
          vendorLegitimateInterests: among(decoded.vendorLegitimateInterests),
          disclosed: decoded.disclosedVendors && among(decoded.disclosedVendors),
          allowed: decoded.allowedVendors && among(decoded.allowedVendors),
          publisher: decoded.publisher && tcfPurposeIds(decoded.publisher.consents),
        }).toEqual({
          created: expected.created?.getTime(),
          lastUpdated: expected.lastUpdated?.getTime(),
          cmp: [expected.cmpId, expected.cmpVersion, expected.consentScreen],
          language: expected.consentLanguage,
          policyVersion: expected.policyVersion,
          vendorListVersion: expected.vendorListVersion,
          isServiceSpecific: expected.isServiceSpecific,
          publisherCountry: expected.publisherCountryCode,
          purposeConsents: [...wish.purposeConsents].sort((a, b) => a - b),
          purposeLegitimateInterests: [...wish.purposeLegitimateInterests].sort((a, b) => a - b),
          vendorConsents: among(expected.vendorConsents),
          vendorLegitimateInterests: among(expected.vendorLegitimateInterests),
          disclosed: wish.disclosedVendors && among(expected.vendorsDisclosed),
          allowed: wish.allowedVendors && among(expected.vendorsAllowed),
          publisher: wish.publisherConsents && [...wish.publisherConsents].sort((a, b) => a - b),
        });
        const restricted = (vendor: number) =>
          decoded.restrictions
            .filter(({ vendors }) => vendors.has(vendor))
            .map(({ purpose, type }) => `${purpose} ${type}`)
            .sort();
        const names = ['not allowed', 'require consent', 'require legitimate interest'];
        for (const vendor of [1, 2, 3, 755, 793, 804]) {
          const wanted = expected.publisherRestrictions
            .getRestrictions(vendor)
            .map(({ purposeId, restrictionType }) => `${purposeId} ${names[restrictionType]}`);
          expect(restricted(vendor)).toEqual(wanted.sort());
        }
      }),
      { numRuns: 600 },
    );
  });

  it('knows vendors up to the highest number there is', () => {
    const [wish] = fc.sample(anyTcfWish, { seed: 1, numRuns: 1 }) as [TcfWish];
    const { vendorConsents } = decodeTcf(encodeTcf({ ...wish, vendorConsents: [65_534, 65_535] }));
    expect(among(vendorConsents)).toEqual([65_534, 65_535]);
  });

  it('tells segments by their type, whatever their order', () => {
    fc.assert(
      fc.property(anyTcfWish, (wish) => {
        const all = { ...wish, disclosedVendors: [755], allowedVendors: [793], publisherConsents: [2] };
        const decoded = decodeTcf(encodeTcf(all));
        expect(among(decoded.disclosedVendors)).toEqual([755]);
        expect(among(decoded.allowedVendors)).toEqual([793]);
        expect(hasTcfPurpose(decoded.publisher?.consents ?? 0, 2)).toBe(true);
      }),
      { numRuns: 100 },
    );
  });

  it.each(
    Object.entries({
      'an empty text': '',
      'version 1': 'BOEFEAyOEFEAyAHABDENAI4AAAB9vABAASA',
      'no base64url': 'CQtA+oAQtAQoAAfABBDEAAFgAMPAAAAAAAYgAAAAAAAA',
      'a sign beyond ASCII': 'CQtAQoAQtAQoAAfABBDEAAFgAMPAAAAAAAYgAAAAAAAä',
      'padding signs': 'CQtAQoAQtAQoAAfABBDEAAFgAMPAAAAAAAYgAAAAAAAA==',
      'a macro that nobody replaced': '$' + '{GDPR_CONSENT_755}',
      'an empty segment': 'CQtAQoAQtAQoAAfABBDEAAFgAMPAAAAAAAYgAAAAAAAA..',
      'a segment twice': 'CQtAQoAQtAQoAAfABBDEAAFgAMPAAAAAAAYgAAAAAAAA.IAAA.IAAA',
      'a segment of an unknown type': 'CQtAQoAQtAQoAAfABBDEAAFgAMPAAAAAAAYgAAAAAAAA.gAAA',
      'more segments than there are types': 'CQtAQoAQtAQoAAfABBDEAAFgAMPAAAAAAAYgAAAAAAAA.IAAA.QAAA.YAAA.gAAA.IAAA',
      'bits after the end': 'CQtAQoAQtAQoAAfABBDEAAFgAMPAAAAAAAYgAAAAAAABAAAA',
      'only a segment of disclosed vendors': 'IAAA',
    }),
  )('refuses %s', (_title, text) => {
    expect(() => decodeTcf(text)).toThrow(MalformedBits);
  });

  it('refuses a string that lacks its end, wherever it was cut', () => {
    fc.assert(
      fc.property(fc.constantFrom(...someTcfStrings), fc.double({ min: 0, max: 0.95, noNaN: true }), (text, share) => {
        // Zeros at the end may be padding, which nobody misses: what is cut has to hold a bit that is set.
        const core = (text.split('.')[0] as string).replace(/A+$/, '');
        const cut = core.slice(0, Math.floor(core.length * share));
        expect(() => decodeTcf(cut)).toThrow(MalformedBits);
      }),
      { numRuns: 500 },
    );
  });

  it('answers or refuses any text at once, and never otherwise', () => {
    const base64url = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.'];
    const text = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 300 }),
      fc.string({ unit: fc.constantFrom(...base64url), maxLength: 4_096 }).map((rest) => `C${rest}`),
      // A real string with some characters changed.
      fc.tuple(fc.constantFrom(...someTcfStrings), fc.nat(), fc.constantFrom(...base64url)).map(([real, at, sign]) => {
        const place = at % real.length;
        return real.slice(0, place) + sign + real.slice(place + 1);
      }),
    );
    const spent = cpuMs(() =>
      fc.assert(
        fc.property(text, (given) => {
          try {
            decodeTcf(given).vendorConsents.has(755);
          } catch (error) {
            expect(error).toBeInstanceOf(MalformedBits);
          }
        }),
        { numRuns: 3_000 },
      ),
    );
    // For all of them, those that are made up included.
    expect(spent).toBeLessThan(10_000);
  });
});
