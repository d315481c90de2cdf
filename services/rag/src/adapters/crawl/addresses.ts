import { lookup } from 'node:dns';
import { BlockList, isIP, type LookupFunction } from 'node:net';
import { StellwerkError } from '@stellwerk/contracts';
import { errors } from '../../errors.js';

/** Addresses that are no host of the Internet: RFC 6890, RFC 4193, RFC 4291, and those of clouds' metadata among them. */
const PRIVATE = new BlockList();
for (const [net, prefix] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 3],
] as const)
  PRIVATE.addSubnet(net, prefix, 'ipv4');
for (const [net, prefix] of [
  ['::', 127],
  ['64:ff9b::', 96],
  ['100::', 64],
  ['2001:db8::', 32],
  ['fc00::', 7],
  ['fe80::', 10],
  ['ff00::', 8],
] as const)
  PRIVATE.addSubnet(net, prefix, 'ipv6');

/** Whether an address belongs to no host of the Internet. */
export function isPrivateAddress(address: string): boolean {
  const family = isIP(address);
  if (family === 0) return true;
  return PRIVATE.check(address, family === 4 ? 'ipv4' : 'ipv6');
}

/** Checks the places that a crawl asks against its list of hosts. */
export class HostList {
  readonly #hosts: ReadonlySet<string>;

  constructor(hosts: readonly string[]) {
    this.#hosts = new Set(hosts.map((host) => host.toLowerCase()));
  }

  /** Whether a page may be asked for: HTTP, a host of the list, no user name in the address. */
  allows(url: URL): boolean {
    return /^https?:$/.test(url.protocol) && url.username === '' && this.#hosts.has(url.host.toLowerCase());
  }

  /** Whether the list names a private address, or the name of this machine, itself. */
  namesPrivate(url: URL): boolean {
    const name = bare(url.hostname);
    return this.allows(url) && (isIP(name) !== 0 || name === 'localhost');
  }

  /**
   * How a connection finds its address: a name that leads to a private one is refused while connecting, so that nothing can
   * change in between. A private address that the list names itself is taken.
   */
  lookupFor(url: URL): LookupFunction {
    const takesPrivate = this.namesPrivate(url);
    return (hostname, options, callback) => {
      lookup(hostname, { ...options, all: true }, (error, addresses) => {
        const found = error === null ? addresses : [];
        const usable = takesPrivate ? found : found.filter(({ address }) => !isPrivateAddress(address));
        const [first] = usable;
        if (first === undefined) callback(error ?? refusedAddress(url.host, 'its name leads to a private address'), []);
        else if (options.all) callback(null, usable);
        else callback(null, first.address, first.family);
      });
    };
  }

  /** Names that are addresses are looked up by nobody. @throws StellwerkError RAG_CRAWL_ADDRESS_REFUSED */
  refusePrivateLiteral(url: URL): void {
    const name = bare(url.hostname);
    if (isIP(name) !== 0 && isPrivateAddress(name) && !this.namesPrivate(url))
      throw refusedAddress(url.host, 'it is a private address');
  }
}

const bare = (hostname: string) => hostname.replace(/^\[|\]$/g, '');

/** The error of a place that a crawl may not ask. */
export function refusedAddress(host: string, problem: string): StellwerkError {
  return new StellwerkError(errors.CRAWL_ADDRESS_REFUSED, { host, problem }, { field: 'crawl' });
}
