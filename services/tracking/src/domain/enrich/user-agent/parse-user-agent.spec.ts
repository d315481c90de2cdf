import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { readUserAgentRules } from '../../../adapters/uap-core.js';
import { cpuMs } from '../../../testing/cpu-time.js';
import { publicData } from '../../../testing/public-data.js';
import { createUserAgentParser, MAX_USER_AGENT_LENGTH } from './parse-user-agent.js';

const parseUserAgent = createUserAgentParser(readUserAgentRules());
const windows = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko)';
const android = 'Mozilla/5.0 (Linux; Android 14; Pixel 8)';
const safari = 'AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1';

describe('what a user agent says', () => {
  it.each([
    ['Chrome', `${windows} Chrome/154.0.0.0 Safari/537.36`, 'Chrome 154', 'Windows 10', 'desktop'],
    ['Edge', `${windows} Chrome/154.0.0.0 Safari/537.36 Edg/154.0.0.0`, 'Edge 154', 'Windows 10', 'desktop'],
    [
      'Firefox',
      'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0',
      'Firefox 140',
      'Linux',
      'desktop',
    ],
    [
      'Safari',
      `Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) ${safari} Safari/605.1.15`,
      'Safari 18',
      'Mac OS X 10',
      'desktop',
    ],
    [
      'an iPhone',
      `Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) ${safari} Mobile/15E148 Safari/604.1`,
      'Mobile Safari 18',
      'iOS 18',
      'phone',
    ],
    [
      'an iPad',
      `Mozilla/5.0 (iPad; CPU OS 17_5 like Mac OS X) ${safari} Mobile/15E148 Safari/604.1`,
      'Mobile Safari 18',
      'iOS 17',
      'tablet',
    ],
    [
      'an Android phone',
      `${android} AppleWebKit/537.36 (KHTML, like Gecko) Chrome/154.0.0.0 Mobile Safari/537.36`,
      'Chrome Mobile 154',
      'Android 14',
      'phone',
    ],
    [
      'an Android tablet',
      `${android} AppleWebKit/537.36 (KHTML, like Gecko) Chrome/154.0.0.0 Safari/537.36`,
      'Chrome 154',
      'Android 14',
      'tablet',
    ],
    [
      'a television',
      'Mozilla/5.0 (Web0S; Linux/SmartTV) AppleWebKit/537.41 (KHTML, like Gecko) Large Screen WebAppManager Safari/537.41',
      'Safari',
      'Web0S',
      'tv',
    ],
    [
      'a console',
      'Mozilla/5.0 (PlayStation; PlayStation 5/2.26) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/13.0 Safari/605.1.15',
      'Safari 13',
      'Other',
      'console',
    ],
    ['nothing known', 'something else', 'Other', 'Other', 'other'],
  ])('%s', (_title, userAgent, browser, os, deviceClass) => {
    const found = parseUserAgent(userAgent);
    const shown = ({ family, major }: { family: string; major: string | null }) =>
      [family, major].filter(Boolean).join(' ');
    expect([shown(found.browser), shown(found.os), found.deviceClass]).toEqual([browser, os, deviceClass]);
  });

  it('cuts what no browser sends, so that hostile texts cost a bounded time', () => {
    const end = ' Chrome/154.0.0.0';
    expect(parseUserAgent('x'.repeat(MAX_USER_AGENT_LENGTH) + end).browser.family).toBe('Other');
    const hostile = ['crawle', 'bot ', 'Mozilla ', 'a/', '1.', 'Safari '].map((part) => `/${part.repeat(100_000)}`);
    // Measured 1 ms each; a pattern that backtracks without bound takes minutes.
    for (const text of hostile) {
      expect(cpuMs(() => expect(parseUserAgent(text).browser).toBeDefined())).toBeLessThan(1_000);
    }
  });
});

const { path, describeWithData } = publicData('tracking/uap_test_ua.yaml');

describeWithData('the cases of uap-core', () => {
  it('agree in family, major, minor and patch', () => {
    const cases: { user_agent_string: string; family: string; major?: string; minor?: string; patch?: string }[] =
      parse(readFileSync(path, 'utf8'), { schema: 'failsafe' }).test_cases;
    const wrong = cases.filter(({ user_agent_string, family, major, minor, patch }) => {
      const found = parseUserAgent(user_agent_string).browser;
      const wanted = [family, ...[major, minor, patch].map((part) => part || null)];
      return wanted.some((part, index) => part !== [found.family, found.major, found.minor, found.patch][index]);
    });
    expect(cases.length).toBe(1_601);
    expect(wrong.map(({ user_agent_string }) => user_agent_string)).toEqual([]);
  });
});
