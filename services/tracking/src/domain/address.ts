import { BlockList, isIPv4, isIPv6 } from 'node:net';

/** IANA's registries of special-purpose addresses (RFC 6890): no visitor comes from there through the internet. */
const IPV4 = [
  '0.0.0.0/8 10.0.0.0/8 100.64.0.0/10 127.0.0.0/8 169.254.0.0/16 172.16.0.0/12 192.0.0.0/24 192.0.2.0/24 192.168.0.0/16',
  '198.18.0.0/15 198.51.100.0/24 203.0.113.0/24 224.0.0.0/4 240.0.0.0/4',
].join(' ');
const IPV6 = '::/128 ::1/128 64:ff9b:1::/48 100::/64 2001:db8::/32 3fff::/20 fc00::/7 fe80::/10 ff00::/8';

const special = new BlockList();
for (const [networks, family] of [
  [IPV4, 'ipv4'],
  [IPV6, 'ipv6'],
] as const) {
  for (const network of networks.split(' ')) {
    const [address = '', prefix] = network.split('/');
    special.addSubnet(address, Number(prefix), family);
  }
}

/** An address as it is compared: without zone, IPv4 as such. */
export const plainAddress = (address: string): string =>
  address.replace(/^::ffff:(?=\d+\.)/i, '').split('%', 1)[0] as string;

/** Whether an address is loopback, private, link-local, for documentation, or otherwise none that the internet routes. */
export function isSpecialPurpose(address: string): boolean {
  const plain = plainAddress(address);
  if (isIPv4(plain)) return special.check(plain, 'ipv4');
  return isIPv6(plain) && special.check(plain, 'ipv6');
}
