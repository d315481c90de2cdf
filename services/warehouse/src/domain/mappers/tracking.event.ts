import { type TrackedEvent, trackingEvent } from '@stellwerk/contracts';
import { defineMapper } from '../mapper.js';
import { type Cell, rowOf, type TableRow } from '../table.js';
import { conversions, events, refunds, touches } from '../tables.js';
import { dateTimeCell, instantCell, milliseconds, monthOf } from '../values.js';
import { enrichmentCells } from './tracking.event.enrichment.js';

type Product = Extract<TrackedEvent, { products: unknown }>['products'][number];
type Amount = { readonly amount: string; readonly currency: string } | undefined;

/** Cells that events, touches and conversions share. */
interface Common {
  readonly eventTime: string;
  readonly month: number;
}

/** Every event is a row of `events`; a view also a possible touch, a purchase a conversion, a refund a refund. */
export const trackingEventMapper = defineMapper(trackingEvent, (event) => {
  const eventTimeMs = milliseconds(event.eventTime, 'eventTime');
  const common = { eventTime: dateTimeCell(eventTimeMs), month: monthOf(eventTimeMs) };
  const rows = [eventRow(event, common)];
  if (event.kind === 'View') rows.push(touchRow(event, common));
  if (event.kind === 'Purchase') rows.push(conversionRow(event, common));
  if (event.kind === 'Refund') rows.push(refundRow(event, common));
  return rows;
});

function eventRow(event: TrackedEvent, { eventTime, month }: Common): TableRow {
  const { page, campaign, device } = event;
  const amount = amountOf(event);
  return rowOf(
    events,
    {
      tenant: event.tenant,
      event_id: event.eventId,
      kind: event.kind,
      name: event.name,
      event_time: eventTime,
      received_at: instantCell(event.receivedAt, 'receivedAt'),
      source: event.source,
      message_id: event.messageId,
      person_key: event.personKey,
      person: event.person,
      keys: event.keys,
      purposes: event.consent.purposes,
      consent_policy: event.consent.policy,
      consent_reason: event.consent.reason,
      consent_region: event.consent.region ?? '',
      consent_mode: event.consent.mode ?? 'identified',
      consent_signals: JSON.stringify(event.consent.signals ?? []),
      consent_destinations: event.consent.destinations ?? [],
      surface: event.kind === 'View' ? event.surface : '',
      page_url: page?.url ?? '',
      page_path: page?.path ?? '',
      page_host: page?.host ?? '',
      page_title: page?.title ?? '',
      page_referrer: page?.referrer ?? '',
      campaign_source: campaign?.source ?? '',
      campaign_medium: campaign?.medium ?? '',
      campaign_name: campaign?.name ?? '',
      campaign_term: campaign?.term ?? '',
      campaign_content: campaign?.content ?? '',
      channel: event.channel?.name ?? '',
      channel_rules: event.channel?.rules ?? '',
      user_agent: device?.userAgent ?? '',
      locale: device?.locale ?? '',
      timezone: device?.timezone ?? '',
      screen: device?.screen ?? '',
      ip: device?.ip ?? '',
      library: event.library ?? '',
      target: event.kind === 'Click' ? (event.target ?? '') : '',
      order_id: 'orderId' in event ? event.orderId : '',
      value: amount?.amount ?? null,
      currency: amount?.currency ?? '',
      ...productCells('products' in event ? event.products : []),
      properties: JSON.stringify(event.properties),
      ...enrichmentCells(event),
    },
    month,
  );
}

function touchRow(event: TrackedEvent, { eventTime, month }: Common): TableRow {
  return rowOf(
    touches,
    {
      ...personCells(event),
      event_time: eventTime,
      event_id: event.eventId,
      is_entry: event.channel !== undefined,
      channel: event.channel?.name ?? '',
      source: event.campaign?.source ?? '',
      medium: event.campaign?.medium ?? '',
      campaign: event.campaign?.name ?? '',
      purposes: event.consent.purposes,
      agent_class: event.agent?.class ?? '',
    },
    month,
  );
}

function conversionRow(event: Extract<TrackedEvent, { kind: 'Purchase' }>, { eventTime, month }: Common): TableRow {
  return rowOf(
    conversions,
    {
      ...personCells(event),
      event_time: eventTime,
      event_id: event.eventId,
      order_id: event.orderId,
      kind: event.kind,
      value: event.total.amount,
      currency: event.total.currency,
      purposes: event.consent.purposes,
    },
    month,
  );
}

function refundRow(event: Extract<TrackedEvent, { kind: 'Refund' }>, { eventTime, month }: Common): TableRow {
  return rowOf(
    refunds,
    {
      ...personCells(event),
      event_time: eventTime,
      event_id: event.eventId,
      refund_id: event.refundId ?? '',
      order_id: event.orderId,
      value: event.total.amount,
      currency: event.total.currency,
      purposes: event.consent.purposes,
    },
    month,
  );
}

const personCells = ({ tenant, personKey, person, keys }: TrackedEvent) => ({
  tenant,
  person_key: personKey,
  person,
  keys,
});

function amountOf(event: TrackedEvent): Amount {
  if (event.kind === 'Purchase') return event.total;
  // Sums over purchases and refunds are net.
  if (event.kind === 'Refund') return { ...event.total, amount: negative(event.total.amount) };
  return event.kind === 'Custom' ? event.value : undefined;
}

const negative = (amount: string): string => (/[1-9]/.test(amount) ? `-${amount}` : amount);

/** Parallel arrays, one entry per product line. */
function productCells(products: readonly Product[]) {
  const column = (cell: (product: Product) => Cell) => products.map(cell);
  return {
    product_ids: column(({ productId }) => productId),
    product_names: column(({ name }) => name ?? ''),
    product_categories: column(({ category }) => category ?? ''),
    product_quantities: column(({ quantity }) => quantity ?? null),
    product_prices: column(({ price }) => price?.amount ?? null),
    product_currencies: column(({ price }) => price?.currency ?? ''),
  };
}
