import { GVL, Segment, SegmentEncoder, TCModel } from '@iabtechlabtcf/core';
import type { Stellwerk } from '@stellwerk/tag';
import type { BrowserContext, Page } from 'playwright-core';
import type { PageSettings } from '../pages/settings.js';
import { storedEvents } from '../sources.js';
import { newVisitor, type Suite } from './suite.js';

export const tagSources = ['tag-storing', 'tag-leaving', 'tag-offline'];
export const strictTagSources = ['tag-tcf', 'tag-consent-mode'];

/** A consent manager that has not been answered yet: `decide(tcString, purpose1)` answers it. */
const TCF_STUB = `window.__tcfapi = (command, version, tell) => {
  window.decide = (tcString, purpose1) => tell({ tcString, gdprApplies: true, eventStatus: 'useractioncomplete',
    purpose: { consents: { 1: purpose1 } } }, true);
};`;
const CONSENT_MODE = `window.dataLayer = []; function gtag() { dataLayer.push(arguments); }
gtag('consent', 'default', { ad_storage: 'denied', analytics_storage: 'denied' });`;

interface ConsentPage extends Window {
  decide(tcString: string, purpose1: boolean): void;
  gtag(...command: unknown[]): void;
}

/** Our own tag, as its guide has it. */
export function ownTag(suite: Suite): void {
  describe('our own tag', () => {
    let visitor: BrowserContext;
    beforeEach(async () => {
      visitor = await newVisitor(suite);
    });
    afterEach(() => visitor.close());

    const open = async (source: string, more: Partial<PageSettings> = {}): Promise<Page> => {
      const settings = { host: suite.platform.trackingUrl, writeKey: suite.keys[source] ?? '', ...more };
      const page = await visitor.newPage();
      await page.goto(suite.pages.addressOf('quiet', settings));
      await page.waitForFunction(() => window.stellwerk !== undefined && !Array.isArray(window.stellwerk));
      return page;
    };
    const stored = (page: Page) => page.evaluate(() => localStorage.getItem('stellwerk'));
    const consent = (page: Page, isGranted: boolean) =>
      page.evaluate((granted) => (window.stellwerk as Stellwerk).consent({ analytics_store: granted }), isGranted);
    const track = (page: Page, event: string) =>
      page.evaluate((name) => (window.stellwerk as Stellwerk).track(name), event);

    it('stores nothing on the device before it may, knows the device again, and removes all when it may no longer', async () => {
      const first = await open('tag-storing');
      expect(await stored(first)).toBeNull();
      await consent(first, true);
      const { anonymousId } = JSON.parse((await stored(first)) ?? '{}');
      expect(anonymousId).toMatch(/^[0-9a-f-]{36}$/);
      await first.close();
      const second = await open('tag-storing');
      await consent(second, true);
      expect(JSON.parse((await stored(second)) ?? '{}').anonymousId).toBe(anonymousId);
      const events = await storedEvents(suite.platform, 'tag-storing', 2);
      expect(events.map(({ kind }) => kind)).toEqual(['View', 'View']);
      await consent(second, false);
      expect([await stored(second), await visitor.cookies()]).toEqual([null, []]);
    });

    it('sends what is left when the page is left', async () => {
      const page = await open('tag-leaving', { attributes: 'data-flush="600000"' });
      await consent(page, true);
      await track(page, 'Last Word');
      await page.goto('about:blank');
      const events = await storedEvents(suite.platform, 'tag-leaving', 2);
      expect(events.map(({ name }) => name)).toEqual(['Herbst', 'Last Word']);
    });

    it('waits while the browser is offline', async () => {
      const page = await open('tag-offline');
      await consent(page, true);
      await page.evaluate(() => (window.stellwerk as Stellwerk).flush());
      await visitor.setOffline(true);
      await track(page, 'In The Tunnel');
      await page.waitForTimeout(1_000);
      await visitor.setOffline(false);
      const events = await storedEvents(suite.platform, 'tag-offline', 2);
      expect(events.map(({ name }) => name)).toEqual(['Herbst', 'In The Tunnel']);
    });

    it('waits for the consent manager, and sends its TC string', async () => {
      const page = await open('tag-tcf', { before: TCF_STUB });
      await track(page, 'Before The Answer');
      expect(await storedEvents(suite.platform, 'tag-tcf', 0)).toEqual([]);
      await page.evaluate((tcString) => (window as unknown as ConsentPage).decide(tcString, true), tcString());
      const events = await storedEvents(suite.platform, 'tag-tcf', 2);
      expect(events.map(({ name, purposes }) => [name, purposes])).toEqual([
        ['Herbst', ['analytics_store']],
        ['Before The Answer', ['analytics_store']],
      ]);
      expect(await stored(page)).toContain('anonymousId');
    });

    it('says what consent mode says', async () => {
      const page = await open('tag-consent-mode', { before: CONSENT_MODE });
      await page.evaluate(() => (window.stellwerk as Stellwerk).flush());
      await page.evaluate(() => {
        (window as unknown as ConsentPage).gtag('consent', 'update', { analytics_storage: 'granted' });
      });
      await track(page, 'After The Answer');
      const events = await storedEvents(suite.platform, 'tag-consent-mode', 1);
      expect(events.map(({ name, purposes }) => [name, purposes])).toEqual([['After The Answer', ['analytics_store']]]);
    });
  });
}

/** A TC string that grants storing and measuring, to nobody but the publisher. */
function tcString(): string {
  const model = new TCModel();
  model.cmpId = 31;
  model.cmpVersion = 1;
  model.policyVersion = 5;
  model.isServiceSpecific = true;
  model.consentLanguage = 'DE';
  model.publisherCountryCode = 'DE';
  model.purposeConsents.set([1, 8, 9, 10]);
  model.publisherRestrictions.gvl = { vendorIds: new Set() } as unknown as GVL;
  return [Segment.CORE, Segment.VENDORS_DISCLOSED].map((segment) => SegmentEncoder.encode(model, segment)).join('.');
}
