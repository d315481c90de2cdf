import { createIdentityHasher } from './identity-keys.js';
import { newVisitorId, setCookieHeader, visitorIdIn } from './visitor-cookie.js';

const ID = '6f1c2f3b-6a1d-4e8f-9a7b-3c2d1e0f4a5b';
const NOW = new Date('2026-11-24T10:00:00.000Z');

describe('the first-party cookie', () => {
  it.each<[string, string | undefined, string | undefined, string | undefined]>([
    ['is found among others', `a=1; sp=${ID}; b=2`, undefined, ID],
    ['has the name that the source gives it', `sp=1; visitor=${ID.toUpperCase()}`, 'visitor', ID],
    ['is not taken for one with a longer name', `xsp=${ID}`, undefined, undefined],
    ['counts as absent with a value of somebody else', 'sp=anna@example.org', undefined, undefined],
    ['may be absent', undefined, undefined, undefined],
  ])('%s', (_title, header, name, expected) => {
    expect(visitorIdIn(header, { ...(name && { name }) })).toBe(expected);
  });

  it.each<[string, string | undefined, string | undefined]>([
    ['the host itself', 'https://shop.example', 'shop.example'],
    ['a parent of it', 'https://www.shop.example:8443', 'shop.example'],
    ['nothing for a look-alike', 'https://evilshop.example', undefined],
    ['nothing without an origin', undefined, undefined],
  ])('belongs to %s', (_title, origin, domain) => {
    const header = setCookieHeader(ID, { domains: ['other.example', 'shop.example'] }, origin, NOW);
    const own = `sp=${ID}; Max-Age=31536000; Expires=Wed, 24 Nov 2027 10:00:00 GMT; Path=/`;
    expect(header).toBe(`${own}${domain ? `; Domain=${domain}` : ''}; Secure; HttpOnly; SameSite=None`);
  });

  it('lives as long as the source says, where it says', () => {
    const header = setCookieHeader(ID, { name: 'v', days: 1, sameSite: 'Lax' }, undefined, NOW);
    expect(header).toBe(
      `v=${ID}; Max-Age=86400; Expires=Wed, 25 Nov 2026 10:00:00 GMT; Path=/; Secure; HttpOnly; SameSite=Lax`,
    );
  });

  it('gets the same new id for the same first event, another for another event or tenant', () => {
    const newId = (pepper: number, firstEventId: string) =>
      newVisitorId(firstEventId, createIdentityHasher(Buffer.alloc(32, pepper), []));
    const ids = [newId(1, 'e-1'), newId(1, 'e-1'), newId(1, 'e-2'), newId(2, 'e-1')];
    expect(ids[1]).toBe(ids[0]);
    expect(new Set(ids).size).toBe(3);
    for (const id of ids) expect(visitorIdIn(`sp=${id}`, {})).toBe(id);
  });
});
