import { storedEvents, TENANT } from '../sources.js';
import { newVisitor, type Suite } from './suite.js';

export const mailSources = ['mails'];

/** What mails hold: a pixel, and links that are counted. */
export function mails(suite: Suite): void {
  describe('a mail', () => {
    it('is seen when it is opened, and when its signed link is followed', async () => {
      const { platform, pages } = suite;
      const writeKey = suite.keys.mails ?? '';
      const target = pages.addressOf('quiet', { host: platform.trackingUrl, writeKey: 'none' });
      const to = ['--to', target, '--name', 'Zum Angebot', '--utm-source', 'newsletter'];
      const link = (await platform.stellwerk('link', 'create', '--tenant', TENANT, '--source', 'mails', ...to)).trim();
      const visitor = await newVisitor(suite);
      const page = await visitor.newPage();
      const pixel = `${platform.trackingUrl}/p.gif?key=${writeKey}&event=Email%20Opened&user=customer-417`;
      await page.setContent(`<img src="${pixel}" alt=""><a href="${link}?user=customer-417">Zum Angebot</a>`);
      await page.waitForFunction(() => document.images[0]?.complete && document.images[0].naturalWidth === 1);
      await page.click('a');
      await page.waitForURL(target);
      const events = await storedEvents(platform, 'mails', 2);
      expect(events.map(({ kind, name, target, campaign }) => [kind, name, target, campaign])).toEqual([
        ['Custom', 'Email Opened', '', ''],
        ['Click', 'Link Clicked', 'Zum Angebot', 'newsletter'],
      ]);
      expect(new Set(events.map(({ personKey }) => personKey)).size).toBe(1);
      await visitor.close();
    });
  });
}
