import { type CatalogueEntry, StellwerkError } from '@stellwerk/contracts';

/**
 * Documents may name addresses, and a setting of the service says which of them are used: whoever may write documents cannot make
 * the service reach into its own network.
 */
export class AllowedHosts {
  readonly #hosts: ReadonlySet<string>;

  /** @param refusal Entry with `{setting}`, `{host}` and `{document}` */
  constructor(
    private readonly setting: string,
    hosts: readonly string[],
    private readonly refusal: CatalogueEntry,
  ) {
    this.#hosts = new Set(hosts.map((host) => host.toLowerCase()));
  }

  /** @throws the refusal */
  assert(url: string, document: string): void {
    const { host, hostname, username } = new URL(url);
    if (username === '' && (this.#hosts.has(host) || this.#hosts.has(hostname))) return;
    throw new StellwerkError(this.refusal, { setting: this.setting, host, document });
  }
}
