import { StellwerkError } from '@stellwerk/contracts';
import type { LinkKeys } from './adapters/link-keys.js';
import type { Sources } from './adapters/sources.js';
import { type ClaimedLink, isSigned, isTarget, type Link, linkQuery, linkToken } from './domain/link.js';
import { errors } from './errors.js';

export interface LinksDeps {
  readonly sources: Pick<Sources, 'named' | 'locate'>;
  readonly keys: LinkKeys;
}

/** What a link is made of, before it has a key and a signature. */
export type LinkRequest = Omit<Link, 'key'> & { readonly tenant: string; readonly source: string };

/** Signs counted links and checks them: nobody else can make the door lead anywhere. */
export class Links {
  constructor(private readonly deps: LinksDeps) {}

  /**
   * Both forms of a link, without the address of the door.
   * @throws StellwerkError TRK_LINK_TARGET_INVALID, TRK_SOURCE_GONE, TRK_SOURCE_DISABLED
   */
  sign({ tenant, source, ...request }: LinkRequest): { readonly token: string; readonly query: string } {
    if (!isTarget(request.url)) throw new StellwerkError(errors.LINK_TARGET_INVALID, {}, { field: 'url' });
    const context = this.deps.sources.named(tenant, source);
    const link: Link = { ...request, key: context.source.spec.writeKey };
    const key = this.deps.keys.create(tenant, source);
    return { token: linkToken(link, key), query: linkQuery(link, key).toString() };
  }

  /** The link, where its source signed it. @throws StellwerkError TRK_LINK_INVALID */
  open(claimed: ClaimedLink | undefined): Link {
    const owner = claimed && this.deps.sources.locate(claimed.link.key);
    const key = owner && this.deps.keys.find(owner.tenant, owner.name);
    if (!claimed || !key || !isSigned(claimed, key) || !isTarget(claimed.link.url)) {
      throw new StellwerkError(errors.LINK_INVALID);
    }
    return claimed.link;
  }
}
