import { HostList, isPrivateAddress } from './addresses.js';

describe('addresses of a crawl', () => {
  it.each([
    '127.0.0.1',
    '10.1.2.3',
    '172.31.0.1',
    '192.168.1.1',
    '169.254.169.254',
    '100.64.0.1',
    '0.0.0.0',
    '::1',
    '::',
    'fd00::1',
    'fe80::1',
    '::ffff:10.0.0.1',
    'no address',
  ])('%s is private', (address) => expect(isPrivateAddress(address)).toBe(true));
  it.each(['8.8.8.8', '172.32.0.1', '2606:4700::1111'])('%s is not', (address) =>
    expect(isPrivateAddress(address)).toBe(false),
  );

  const found = (list: readonly string[], address: string) =>
    new Promise((resolve) => {
      const url = new URL(address);
      new HostList(list).lookupFor(url)(url.hostname, {}, (error, first) =>
        resolve(error === null ? first : (error as { code?: string }).code),
      );
    });

  it('refuses a name that leads to a private address, unless the list names this machine', async () => {
    expect(await found(['127.0.0.1.nip.invalid', 'localhost'], 'http://localhost/')).toMatch(/^(127\.|::1)/);
    expect(await found(['shop.example'], 'http://localhost/')).toBe('RAG_CRAWL_ADDRESS_REFUSED');
  });

  it.each<[string, readonly string[], boolean]>([
    ['http://Shop.Example/a', ['shop.example'], true],
    ['http://shop.example:8080/a', ['shop.example'], false],
    ['http://shop.example:8080/a', ['shop.example:8080'], true],
    ['http://evil.shop.example/', ['shop.example'], false],
    ['http://shop.example.evil/', ['shop.example'], false],
  ])('%s on the list %j: %s', (address, list, expected) => {
    expect(new HostList(list).allows(new URL(address))).toBe(expected);
  });
});
