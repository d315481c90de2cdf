import { campaignOf, leadingClickId, readLanding } from './campaign.js';

const at = (query: string) => readLanding(`https://shop.example/lamps?${query}`);

describe('what the address of a landing page says', () => {
  it.each([
    [
      'campaign parameters',
      'utm_source=google&utm_medium=cpc&utm_campaign=Brand%20DE&utm_id=19',
      { source: 'google', medium: 'cpc', name: 'Brand DE', id: '19' },
    ],
    ['names in any case', 'UTM_Source=a&Utm_TERM=lamp&utm_content=top', { source: 'a', term: 'lamp', content: 'top' }],
    ['the first of a name', 'utm_source=a&utm_source=b', { source: 'a' }],
    ['nothing where values are empty', 'utm_source=&utm_medium=', {}],
    ['no fragment', 'page=2#utm_source=a', {}],
    ['nothing inherited', '__proto__=x&constructor=y', {}],
  ])('%s', (_title, query, campaign) => expect(at(query).campaign).toEqual(campaign));

  it.each([
    ['one', 'gclid=Cj0KCQiA-x_y', { gclid: 'Cj0KCQiA-x_y' }, 'gclid'],
    [
      'two, the stronger of which leads',
      'fbclid=IwAR0&msclkid=0a1b2c',
      { fbclid: 'IwAR0', msclkid: '0a1b2c' },
      'msclkid',
    ],
    ['none that is an address of somebody', 'gclid=jane%40mail.example', {}, undefined],
    ['none that is too long', `gclid=${'a'.repeat(513)}`, {}, undefined],
    ['none', '', {}, undefined],
  ])('click ids: %s', (_title, query, clickIds, leading) => {
    expect([at(query).clickIds, leadingClickId(at(query).clickIds)]).toEqual([clickIds, leading]);
  });

  it('gives way to the campaign that the client names', () => {
    const landing = at('utm_source=google&utm_id=19');
    expect([
      campaignOf({ source: 'newsletter' }, landing),
      campaignOf({ source: '' }, landing),
      campaignOf(undefined, landing),
      campaignOf({ source: 'a', id: '7' }, landing),
    ]).toEqual([
      { source: 'newsletter', id: '19' },
      { source: 'google', id: '19' },
      { source: 'google', id: '19' },
      { source: 'a', id: '7' },
    ]);
  });

  it.each([undefined, '', 'not an address', 'https://shop.example/', '?', '?%E0%A4%A'])('is nothing in %j', (url) => {
    expect(readLanding(url)).toEqual({ campaign: {}, clickIds: {} });
  });
});
