import { StellwerkError } from '@stellwerk/contracts';
import { errors } from '../errors.js';

/**
 * Documents may name addresses, and a setting of the service says which of them are used: whoever may write documents cannot make the
 * service reach into its own network.
 */
export class AllowedHosts {
  readonly #hosts: ReadonlySet<string>;

  constructor(
    private readonly setting: string,
    hosts: readonly string[],
  ) {
    this.#hosts = new Set(hosts.map((host) => host.toLowerCase()));
  }

  /** @throws GRS_HOST_NOT_ALLOWED */
  assert(url: string, document: string): void {
    const { host, hostname, username } = new URL(url);
    if (username === '' && (this.#hosts.has(host) || this.#hosts.has(hostname))) return;
    throw new StellwerkError(errors.HOST_NOT_ALLOWED, { setting: this.setting, host, document });
  }
}
