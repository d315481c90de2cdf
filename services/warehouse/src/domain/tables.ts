import { ragTables } from './rag-tables.js';
import { resultsTables } from './results-tables.js';
import { defineTable } from './table.js';

/** Tables by event time carry this expression in `PARTITION BY` and in their `sink_offsets` projection. */
const BY_EVENT_MONTH = 'toYYYYMM(event_time)';

export const events = defineTable({
  name: 'curated.events',
  partitionBy: BY_EVENT_MONTH,
  columns: [
    'tenant',
    'event_id',
    'kind',
    'name',
    'event_time',
    'received_at',
    'source',
    'message_id',
    'person_key',
    'person',
    'keys',
    'purposes',
    'consent_policy',
    'consent_reason',
    'consent_region',
    'consent_mode',
    'consent_signals',
    'consent_destinations',
    'surface',
    'page_url',
    'page_path',
    'page_host',
    'page_title',
    'page_referrer',
    'campaign_source',
    'campaign_medium',
    'campaign_name',
    'campaign_term',
    'campaign_content',
    'channel',
    'channel_rules',
    'user_agent',
    'locale',
    'timezone',
    'screen',
    'ip',
    'library',
    'target',
    'order_id',
    'value',
    'currency',
    'product_ids',
    'product_names',
    'product_categories',
    'product_quantities',
    'product_prices',
    'product_currencies',
    'properties',
    'campaign_id',
    'click_id',
    'click_ids',
    'referrer_medium',
    'referrer_source',
    'referrer_term',
    'browser_family',
    'browser_major',
    'os_family',
    'os_major',
    'device_class',
    'country',
    'region',
    'city',
    'agent_class',
    'agent_score',
    'agent_reasons',
    'agent_name',
    'agent_verified',
    'converted_value',
    'converted_currency',
    'converted_rates',
  ],
});

export const touches = defineTable({
  name: 'curated.touches',
  partitionBy: BY_EVENT_MONTH,
  columns: [
    'tenant',
    'person_key',
    'person',
    'keys',
    'event_time',
    'event_id',
    'is_entry',
    'channel',
    'source',
    'medium',
    'campaign',
    'purposes',
    'agent_class',
  ],
});

export const conversions = defineTable({
  name: 'curated.conversions',
  partitionBy: BY_EVENT_MONTH,
  columns: [
    'tenant',
    'person_key',
    'person',
    'keys',
    'event_time',
    'event_id',
    'order_id',
    'kind',
    'value',
    'currency',
    'purposes',
  ],
});

export const refunds = defineTable({
  name: 'curated.refunds',
  partitionBy: BY_EVENT_MONTH,
  columns: [
    'tenant',
    'person_key',
    'person',
    'keys',
    'event_time',
    'event_id',
    'refund_id',
    'order_id',
    'value',
    'currency',
    'purposes',
  ],
});

export const identity = defineTable({
  name: 'curated.identity',
  columns: [
    'tenant',
    'person_key',
    'person',
    'person_before',
    'valid_from',
    'valid_to',
    'slice_starts',
    'slice_persons',
    'graph_version',
    'kind',
    'component',
    'decided_at',
  ],
});

export const spend = defineTable({
  name: 'curated.spend',
  partitionBy: 'toYYYYMM(day)',
  columns: [
    'tenant',
    'day',
    'channel',
    'campaign',
    'geo',
    'cost',
    'currency',
    'impressions',
    'clicks',
    'reach',
    'frequency',
    'revision',
  ],
});

export const reportedOutcomes = defineTable({
  name: 'curated.reported_outcomes',
  partitionBy: 'toYYYYMM(day)',
  columns: ['tenant', 'day', 'geo', 'outcome', 'value', 'currency', 'revision'],
});

export const prices = defineTable({
  name: 'curated.prices',
  columns: ['tenant', 'product_id', 'geo', 'valid_from', 'price', 'currency', 'list_price', 'promotion'],
});

export const calendar = defineTable({
  name: 'curated.calendar',
  columns: ['tenant', 'day', 'geo', 'kind', 'name'],
});

export const products = defineTable({
  name: 'curated.products',
  columns: [
    'tenant',
    'product_id',
    'name',
    'category',
    'brand',
    'parent_id',
    'gtin',
    'price',
    'price_currency',
    'cost',
    'cost_currency',
    'changed_at',
    'is_withdrawn',
  ],
});

export const campaigns = defineTable({
  name: 'curated.campaigns',
  columns: [
    'tenant',
    'campaign_id',
    'name',
    'codes',
    'channel',
    'source',
    'medium',
    'cost_centre',
    'objective',
    'start_day',
    'end_day',
    'changed_at',
    'is_withdrawn',
  ],
});

export const rejected = defineTable({
  name: 'curated.rejected',
  partitionBy: 'toYYYYMM(rejected_at)',
  columns: [
    'tenant',
    'rejected_id',
    'rejected_at',
    'source',
    'code',
    'field',
    'detail',
    'scope',
    'protocol',
    'route',
    'content_type',
    'content_encoding',
    'bytes',
    'has_original',
  ],
});

export const counts = defineTable({
  name: 'curated.counts',
  columns: ['tenant', 'source', 'hour', 'reason', 'events', 'count_id'],
});

export const attribution = defineTable({
  name: 'results.attribution',
  columns: [
    'tenant',
    'run_id',
    'computed_at',
    'model',
    'order',
    'direct',
    'position',
    'half_life_days',
    'decay',
    'period_hours',
    'weights',
    'weights_by',
    'intervals',
    'nulls',
    'transform',
    'by',
    'seed',
    'data_hash',
    'period_from',
    'period_to',
    'look_back_days',
    'purpose',
    'channel',
    'conversions',
    'conversions_low',
    'conversions_high',
    'value',
    'currency',
    'removal_effect',
    'removal_effect_value',
    'total_journeys',
    'total_conversions',
    'total_value',
    'total_nulls',
    'total_censored',
  ],
});

export const tenants = defineTable({
  name: 'curated.tenants',
  columns: ['tenant', 'display_name', 'currency', 'timezone', 'region', 'version'],
});

export const accesses = defineTable({
  name: 'ops.accesses',
  columns: ['tenant', 'access_id', 'accessed_at', 'accessed_by', 'action', 'subject', 'purpose'],
});

export const consent = defineTable({
  name: 'curated.consent',
  columns: [
    'tenant',
    'person_key',
    'person',
    'changed_at',
    'stated_at',
    'change_id',
    'purposes',
    'granted',
    'refused',
    'locked',
    'stated_by',
    'source',
    'policy',
    'region',
    'signals',
  ],
});

export const deadLetters = defineTable({
  name: 'ops.dead_letters',
  columns: [
    'service',
    'dead_id',
    'dead_at',
    'code',
    'step',
    'detail',
    'tenant',
    'event_id',
    'trace_id',
    'original_topic',
    'original_partition',
    'original_offset',
  ],
});

export const jobRuns = defineTable({
  name: 'ops.job_runs',
  columns: ['tenant', 'run_id', 'job', 'state', 'progress', 'started_at', 'reported_at', 'error_code', 'figures'],
});

export const guardDecisions = defineTable({
  name: 'ops.guard_decisions',
  columns: [
    'tenant',
    'decision_id',
    'decided_at',
    'subject',
    'verdict',
    'use_case',
    'provenance',
    'tier',
    'characters',
    'finding_rules',
    'finding_categories',
    'finding_scores',
    'finding_layers',
    'reason_codes',
    'tool',
    'agent',
    'model',
    'task_id',
    'task_kind',
    'call_digest',
    'policy',
    'duration_us',
    'trace_id',
  ],
});

export const modelCalls = defineTable({
  name: 'ops.model_calls',
  columns: [
    'tenant',
    'call_id',
    'called_at',
    'operation',
    'use_case',
    'caller',
    'user',
    'model',
    'answered_by',
    'provider',
    'prompt',
    'task',
    'input_tokens',
    'output_tokens',
    'cached_input_tokens',
    'cost',
    'currency',
    'cache_hit',
    'verdict',
    'rules',
    'outcome',
    'duration_ms',
    'first_token_ms',
    'trace_id',
  ],
});

/** The ledger: filled last. Its position columns are data of their own. */
export const rawMessages = defineTable({
  name: 'raw.messages',
  columns: ['key', 'event_id', 'tenant', 'trace_id', 'headers', 'value', 'appended_at', 'received_at', 'keep_days'],
});

/** Filled before the ledger. */
export const curatedTables = [
  events,
  touches,
  conversions,
  refunds,
  identity,
  spend,
  reportedOutcomes,
  prices,
  calendar,
  products,
  campaigns,
  rejected,
  counts,
  consent,
  attribution,
  ...resultsTables,
  ...ragTables,
  deadLetters,
  jobRuns,
  guardDecisions,
  modelCalls,
  accesses,
  tenants,
] as const;
