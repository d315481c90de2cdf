import type { TrackedEvent } from '@stellwerk/contracts';
import type { CampaignRecord, MasterRecords } from './master-data.js';

type Product = Extract<TrackedEvent, { products: unknown }>['products'][number];
type Campaign = NonNullable<TrackedEvent['campaign']>;

/** Completes events from what shop and marketing say: what the client sent stays, what is missing is filled in. */
export function createCompletion(records: MasterRecords): (event: TrackedEvent) => TrackedEvent {
  return (event) => withCampaign(withProducts(event, records), records);
}

function withProducts(event: TrackedEvent, records: MasterRecords): TrackedEvent {
  if (!('products' in event) || event.products.length === 0) return event;
  let isChanged = false;
  const products = event.products.map((product) => {
    const completed = complete(product, event.tenant, records);
    isChanged ||= completed !== product;
    return completed;
  });
  return isChanged ? ({ ...event, products } as TrackedEvent) : event;
}

function complete(product: Product, tenant: string, records: MasterRecords): Product {
  if (product.name !== undefined && product.category !== undefined && product.price) return product;
  const known = records.product(tenant, product.productId);
  return known ? { ...known, ...product } : product;
}

function withCampaign(event: TrackedEvent, records: MasterRecords): TrackedEvent {
  const { campaign, tenant } = event;
  const known = campaign && recordOf(campaign, tenant, records);
  if (!known) return event;
  const { campaignId, name, source, medium } = known;
  const filled = {
    id: campaignId,
    name,
    ...(source !== undefined && { source }),
    ...(medium !== undefined && { medium }),
  };
  return { ...event, campaign: { ...filled, ...campaign } };
}

function recordOf({ id, name }: Campaign, tenant: string, records: MasterRecords): CampaignRecord | undefined {
  if (id !== undefined) return records.campaign(tenant, id);
  return name === undefined ? undefined : records.campaignByCode(tenant, name);
}
