import { writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { publicData } from '../testing/public-data.js';
import { openPlaceDatabase } from './place-database.js';

describe('countries of addresses', () => {
  const locate = openPlaceDatabase(undefined);
  it.each([
    ['193.99.144.80', { country: 'DE' }],
    ['::ffff:193.99.144.80', { country: 'DE' }],
    ['2a02:2e0:3fe:1001:302::', { country: 'DE' }],
    ['91.198.174.192', { country: 'NL' }],
    ['127.0.0.1', undefined],
    ['fe80::1%eth0', undefined],
    ['10.1.2.3', undefined],
    ['203.0.113.7', undefined],
    ['2001:db8::1', undefined],
    ['not an address', undefined],
    ['999.1.1.1', undefined],
  ])('%s', (address, place) => expect(locate(address)).toEqual(place));

  it('refuses a file that is no database, by the setting that names it', () => {
    const file = join(tmpdir(), `no-database-${process.pid}.mmdb`);
    writeFileSync(file, 'not a database');
    expect(() => openPlaceDatabase(file)).toThrow(
      expect.objectContaining({ code: 'TRK_PLACE_DATABASE_INVALID', field: 'STELLWERK_TRACKING_PLACE_DATABASE' }),
    );
  });
});

const { path, describeWithData } = publicData('tracking/GeoIP2-City-Test.mmdb');

describeWithData("an operator's own database", () => {
  it.each([
    ['81.2.69.142', { country: 'GB', region: 'GB-ENG', city: 'London' }],
    ['2.125.160.216', { country: 'GB', region: 'GB-ENG', city: 'Boxford' }],
    ['67.43.156.1', { country: 'BT' }],
    ['2001:218::1', { country: 'JP' }],
    ['8.8.8.8', undefined],
  ])('says region and city of %s', (address, place) => expect(openPlaceDatabase(path)(address)).toEqual(place));

  it('does not take a neighbour for the address where the database tells them apart', () => {
    const locate = openPlaceDatabase(path);
    // 81.2.69.142 and .144 are in London, .160 in another network of the same /24.
    expect(['81.2.69.142', '81.2.69.160', '81.2.69.192', '81.2.69.1'].map((address) => locate(address)?.city)).toEqual([
      'London',
      'London',
      'London',
      undefined,
    ]);
  });
});
