import { type Bus, parseMessage } from '@stellwerk/bus';
import { identifierSealed, type Purpose, type SealedBytes, StellwerkError } from '@stellwerk/contracts';
import type { AccessRecord } from '@stellwerk/service';
import type { IdentifierVault } from '../adapters/identifier-vault.js';
import { errors } from '../errors.js';

export interface SealedIdentifiersDeps {
  readonly bus: Pick<Bus, 'offsets' | 'readFrom'>;
  readonly vault: Pick<IdentifierVault, 'purposesOf' | 'open' | 'destroy'>;
  readonly accesses: AccessRecord;
}

/** Which identifier somebody wants to see, and what for. */
export interface OpenRequest {
  readonly tenant: string;
  readonly key: string;
  readonly purpose: Purpose;
  readonly by: string;
  /** The box, where the caller has it; else the latest is looked for. */
  readonly sealed?: SealedBytes | undefined;
}

/** Opens and ends what is kept of raw identifiers; every access is on record before it happens. */
export class SealedIdentifiers {
  constructor(private readonly deps: SealedIdentifiersDeps) {}

  /**
   * The raw value of an identifier.
   * @throws StellwerkError TRK_IDENTIFIER_UNKNOWN, TRK_PURPOSE_NOT_GRANTED; UnavailableError
   */
  async open({ tenant, key, purpose, by, sealed }: OpenRequest): Promise<string> {
    const granted = this.deps.vault.purposesOf(tenant, key);
    if (!granted) throw new StellwerkError(errors.IDENTIFIER_UNKNOWN, {}, { field: 'key' });
    if (!granted.includes(purpose))
      throw new StellwerkError(errors.PURPOSE_NOT_GRANTED, { purpose }, { field: 'purpose' });
    const box = sealed ?? (await this.#latestBox(tenant, key));
    if (box?.keyId !== `${tenant}/${key}`) throw new StellwerkError(errors.IDENTIFIER_UNKNOWN, {}, { field: 'key' });
    await this.deps.accesses.write({ tenant, by, action: 'identifier-opened', subject: key, purpose });
    const value = this.deps.vault.open(tenant, box);
    if (value === null) throw new StellwerkError(errors.IDENTIFIER_UNKNOWN, {}, { field: 'key' });
    return value;
  }

  /** Destroys the key of an identifier; every box of it is dead from then on. `false` = there was none. */
  async destroy(tenant: string, key: string, by: string): Promise<boolean> {
    await this.deps.accesses.write({ tenant, by, action: 'identifier-destroyed', subject: key });
    return this.deps.vault.destroy(tenant, key);
  }

  async #latestBox(tenant: string, key: string): Promise<SealedBytes | undefined> {
    const found: SealedBytes[] = [];
    const messageKey = `${tenant}/${key}`;
    const offsets = await this.deps.bus.offsets(identifierSealed.type);
    await Promise.all(
      [...offsets].map(async ([partition, { low, high }]) => {
        if (low === high) return;
        for await (const message of this.deps.bus.readFrom(identifierSealed.type, partition, low)) {
          if (message.key !== messageKey) continue;
          const parsed = parseMessage(identifierSealed, message);
          if (parsed.ok) found[0] = parsed.payload.sealed;
        }
      }),
    );
    return found[0];
  }
}
