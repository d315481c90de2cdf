import { deviceTexts } from './device-texts.js';

describe('fields of a device', () => {
  it.each<[keyof typeof deviceTexts, string[]]>([
    ['locale', ['de', 'de-DE', 'de_AT', 'zh-Hant-HK', 'es-419', 'en-us', 'gsw-CH', 'en_US_POSIX']],
    ['timezone', ['Europe/Berlin', 'America/Argentina/Buenos_Aires', 'America/Port-au-Prince', 'Etc/GMT+12', 'UTC']],
    [
      'timezone',
      ['GMT', 'CET', 'europe/berlin', 'GMT+2', '+01:00', '-0330', 'America/North_Dakota/New_Salem', 'US/Pacific'],
    ],
    ['screen', ['1920x1080', '390x844', '411.4x731.4']],
  ])('%s stay as they are: %j', (field, texts) => {
    for (const text of texts) expect(deviceTexts[field](text)).toBe(text);
  });

  it('knows every zone of the database', () => {
    const unknown = Intl.supportedValuesOf('timeZone').filter((zone) => deviceTexts.timezone(zone) === undefined);
    expect(unknown).toEqual([]);
  });

  it.each<[keyof typeof deviceTexts, (string | undefined)[]]>([
    ['locale', ['anna@example.org', 'Anna', 'max-muster', 'anna schmidt', 'de-DE, call 4711', '', undefined]],
    ['timezone', ['anna@example.org', 'ANNA', 'Europe/anna@example.org', 'Europe/Berlin/4711001', '+491511234567']],
    ['timezone', ['Europe/', '', undefined, `Europe/${'a'.repeat(80)}`]],
    ['screen', ['anna@example.org', 'anna', '4711001', '4915112345678x1', '', undefined]],
  ])('%s of another form are left out: %j', (field, texts) => {
    for (const text of texts) expect(deviceTexts[field](text)).toBeUndefined();
  });
});
