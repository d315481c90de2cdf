import { type EventEnvelope, type OutgoingMessage, toMessage } from '@stellwerk/bus';
import {
  calendarDay,
  campaignMaster,
  campaignSpend,
  deterministicId,
  type EventContract,
  type ImportKindName,
  type ImportRow,
  outcomeReported,
  type PayloadOf,
  productMaster,
  productPrice,
} from '@stellwerk/contracts';

export interface RowEventFacts {
  readonly tenant: string;
  readonly source: string;
  /** Of the row's key, content and generation: the same row makes the same events. */
  readonly rowId: string;
  /** How often the row has changed. */
  readonly generation: number;
  readonly startedAt: string;
}

/** Makes the message of an event under its contract. @throws BUS_CONTRACT_VIOLATED naming the field */
type Make = <Contract extends EventContract>(contract: Contract, payload: PayloadOf<Contract>) => OutgoingMessage;

/** Events of a row that speaks of no person. @throws BUS_CONTRACT_VIOLATED naming the field that does not fit */
export function rowToEvents(kind: ImportKindName, row: ImportRow, facts: RowEventFacts): OutgoingMessage[] {
  const { tenant, source, rowId, startedAt } = facts;
  const make: Make = (contract, payload) => {
    const id = deterministicId(rowId, contract.type);
    const envelope: EventEnvelope = { id, time: startedAt, source, tenant, traceparent: null };
    return toMessage(contract, payload, envelope);
  };
  switch (kind) {
    case 'products':
      return productEvents(row, facts, make);
    case 'prices':
      return [make(productPrice, priceOf(row, tenant))];
    case 'campaigns':
      return [make(campaignMaster, campaignOf(row, facts))];
    case 'ad-cost':
      return [make(campaignSpend, spendOf(row, facts))];
    case 'outcomes':
      return [make(outcomeReported, outcomeOf(row, facts))];
    case 'calendar':
      return [
        make(calendarDay, { tenant, ...pick(row, ['day', 'geo', 'kind', 'name']) } as PayloadOf<typeof calendarDay>),
      ];
    default:
      throw new RangeError(`rows of ${kind} speak of persons`);
  }
}

function productEvents(row: ImportRow, { tenant, startedAt }: RowEventFacts, make: Make): OutgoingMessage[] {
  const master = {
    tenant,
    productId: row.product_id,
    ...pick(row, ['name', 'category', 'brand', 'gtin', 'withdrawn']),
    ...renamed(row, { parent_id: 'parentId' }),
    ...amounts(row, { price: 'price', cost: 'cost' }),
    changedAt: row.changed_at ?? startedAt,
  } as PayloadOf<typeof productMaster>;
  const hasPrice = row.price !== undefined && row.valid_from !== undefined;
  return [make(productMaster, master), ...(hasPrice ? [make(productPrice, priceOf(row, tenant))] : [])];
}

const priceOf = (row: ImportRow, tenant: string) =>
  ({
    tenant,
    ...renamed(row, { product_id: 'productId', valid_from: 'validFrom' }),
    ...pick(row, ['geo', 'promotion']),
    ...amounts(row, { price: 'price', list_price: 'listPrice' }),
  }) as PayloadOf<typeof productPrice>;

function campaignOf(row: ImportRow, { tenant, startedAt }: RowEventFacts): PayloadOf<typeof campaignMaster> {
  const codes = typeof row.codes === 'string' ? row.codes.split('|').map((code) => code.trim()) : [];
  const names = { campaign_id: 'campaignId', cost_centre: 'costCentre', start_day: 'startDay', end_day: 'endDay' };
  return {
    tenant,
    ...renamed(row, names),
    ...pick(row, ['name', 'channel', 'source', 'medium', 'objective', 'withdrawn']),
    ...(codes.length > 0 && { codes: codes.filter((code) => code !== '') }),
    changedAt: row.changed_at ?? startedAt,
  } as PayloadOf<typeof campaignMaster>;
}

const spendOf = (row: ImportRow, { tenant, generation }: RowEventFacts) =>
  ({
    tenant,
    ...pick(row, ['day', 'channel', 'campaign', 'geo', 'impressions', 'clicks', 'reach', 'frequency']),
    ...amounts(row, { cost: 'cost' }),
    revision: row.revision ?? generation + 1,
  }) as PayloadOf<typeof campaignSpend>;

const outcomeOf = (row: ImportRow, { tenant, generation }: RowEventFacts) =>
  ({
    tenant,
    ...pick(row, ['day', 'geo', 'outcome', 'value', 'currency']),
    revision: row.revision ?? generation + 1,
  }) as PayloadOf<typeof outcomeReported>;

function pick(row: ImportRow, fields: readonly string[]): Record<string, unknown> {
  const given = fields.filter((field) => row[field] !== undefined);
  return Object.fromEntries(given.map((field) => [field, row[field]]));
}

function renamed(row: ImportRow, names: Readonly<Record<string, string>>): Record<string, unknown> {
  const given = Object.entries(names).filter(([field]) => row[field] !== undefined);
  return Object.fromEntries(given.map(([field, name]) => [name, row[field]]));
}

function amounts(row: ImportRow, names: Readonly<Record<string, string>>): Record<string, unknown> {
  const given = Object.entries(names).filter(([field]) => row[field] !== undefined);
  return Object.fromEntries(given.map(([field, name]) => [name, { amount: row[field], currency: row.currency }]));
}
