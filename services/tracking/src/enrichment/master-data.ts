import { type Bus, parseMessage, type ReceivedMessage, type Table } from '@stellwerk/bus';
import { campaignMaster, type Money, productMaster } from '@stellwerk/contracts';
import { RecordTable } from './record-table.js';

/** What events are completed with. */
export interface ProductRecord {
  readonly name?: string;
  readonly category?: string;
  readonly price?: Money;
}

export interface CampaignRecord {
  readonly campaignId: string;
  readonly name: string;
  readonly source?: string;
  readonly medium?: string;
  readonly codes: readonly string[];
}

/** Looks up what the shop and marketing say of a product or a campaign. */
export interface MasterRecords {
  product(tenant: string, productId: string): ProductRecord | undefined;
  campaign(tenant: string, campaignId: string): CampaignRecord | undefined;
  /** The campaign that a value of utm_campaign means. */
  campaignByCode(tenant: string, code: string): CampaignRecord | undefined;
}

/** Products and campaigns in memory, from their compacted topics, current within a second. */
export class MasterData implements MasterRecords {
  readonly #products: RecordTable<ProductRecord>;
  readonly #campaigns: RecordTable<CampaignRecord>;
  readonly #campaignOfCode = new Map<string, string>();
  #tables: readonly Table[] = [];
  #isRead = false;

  /** @param maxRecords of each kind; those that no event has asked for longest make room */
  constructor(
    private readonly bus: Pick<Bus, 'table'>,
    maxRecords: number,
  ) {
    this.#products = new RecordTable(maxRecords);
    this.#campaigns = new RecordTable(maxRecords, (key, record) => this.#forgetCodes(key, record));
  }

  /** Starts reading; records show as they come. */
  async open(): Promise<void> {
    this.#tables = await Promise.all([
      this.bus.table({ topic: productMaster.type, apply: (message) => this.#applyProduct(message) }),
      this.bus.table({ topic: campaignMaster.type, apply: (message) => this.#applyCampaign(message) }),
    ]);
    void this.whenRead().then(() => {
      this.#isRead = true;
    });
  }

  /** Resolves when everything that was there at the start has been read. */
  async whenRead(): Promise<void> {
    await Promise.all(this.#tables.map(({ ready }) => ready));
  }

  /** Health: `null`, or that the topics are still being read. */
  waitsFor(): string | null {
    return this.#isRead ? null : 'reads products and campaigns';
  }

  async close(): Promise<void> {
    await Promise.all(this.#tables.map((table) => table.stop()));
  }

  product(tenant: string, productId: string): ProductRecord | undefined {
    return this.#products.get(`${tenant}/${productId}`);
  }

  campaign(tenant: string, campaignId: string): CampaignRecord | undefined {
    return this.#campaigns.get(`${tenant}/${campaignId}`);
  }

  campaignByCode(tenant: string, code: string): CampaignRecord | undefined {
    const key = this.#campaignOfCode.get(`${tenant}/${code.toLowerCase()}`);
    return key === undefined ? undefined : this.#campaigns.get(key);
  }

  #applyProduct(message: ReceivedMessage): void {
    this.#products.delete(message.key);
    const parsed = parseMessage(productMaster, message);
    if (!parsed.ok || parsed.payload.withdrawn) return;
    const { name, category, price } = parsed.payload;
    this.#products.set(message.key, {
      ...(name !== undefined && { name }),
      ...(category !== undefined && { category }),
      ...(price && { price }),
    });
  }

  #applyCampaign(message: ReceivedMessage): void {
    this.#campaigns.delete(message.key);
    const parsed = parseMessage(campaignMaster, message);
    if (!parsed.ok || parsed.payload.withdrawn) return;
    const { tenant, campaignId, name, source, medium, codes = [] } = parsed.payload;
    this.#campaigns.set(message.key, {
      campaignId,
      name,
      codes,
      ...(source !== undefined && { source }),
      ...(medium !== undefined && { medium }),
    });
    for (const code of codes) this.#campaignOfCode.set(`${tenant}/${code.toLowerCase()}`, message.key);
  }

  #forgetCodes(key: string, { codes }: CampaignRecord): void {
    const tenant = key.slice(0, key.indexOf('/'));
    for (const code of codes) {
      const entry = `${tenant}/${code.toLowerCase()}`;
      // Another campaign may have taken the code over.
      if (this.#campaignOfCode.get(entry) === key) this.#campaignOfCode.delete(entry);
    }
  }
}
