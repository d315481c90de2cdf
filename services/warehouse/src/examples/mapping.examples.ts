import {
  accessRecorded,
  attributionComputed,
  budgetProposed,
  calendarDay,
  campaignMaster,
  campaignSpend,
  consentChanged,
  controlDocument,
  type EventContract,
  guardDecided,
  identityRemapped,
  jobRan,
  mmmDecomposed,
  mmmFitted,
  mmmPromoted,
  modelCalled,
  outcomeReported,
  productMaster,
  productPrice,
  ragAnswered,
  ragEvaluated,
  ragFeedback,
  ragIngested,
  trackingCounted,
  trackingEvent,
  trackingRejected,
} from '@stellwerk/contracts';

/** An event as its contract shows it, and what of it lands where; cells that say nothing new are left out. */
export interface MappingExample {
  readonly contract: EventContract;
  /** Title of one of the contract's examples. */
  readonly given: string;
  /** Table, its partition, and some cells; in the order of the rows. */
  readonly expected: readonly {
    readonly table: string;
    readonly tablePartition?: number;
    readonly cells: Readonly<Record<string, unknown>>;
  }[];
}

const eventTime = '1795511700.000';

export const mappingExamples: Readonly<Record<string, MappingExample>> = {
  'a view is an event and a touch that knows where it came from': {
    contract: trackingEvent,
    given: 'page view from a campaign',
    expected: [
      {
        table: 'curated.events',
        tablePartition: 202611,
        cells: {
          tenant: 'demo',
          kind: 'View',
          surface: 'page',
          event_time: eventTime,
          received_at: '1795511700.480',
          page_path: '/lamps',
          campaign_source: 'newsletter',
          campaign_term: '',
          channel: 'Email',
          channel_rules: 'default@1',
          purposes: ['analytics_store'],
          value: null,
          currency: '',
          product_ids: [],
          properties: '{}',
        },
      },
      {
        table: 'curated.touches',
        tablePartition: 202611,
        cells: {
          keys: ['device:5f0c2f3b6a1d4e8f9a7b3c2d1e0f4a5b'],
          event_time: eventTime,
          is_entry: true,
          channel: 'Email',
          source: 'newsletter',
          campaign: 'november',
        },
      },
    ],
  },
  'a decision on consent stays with its event': {
    contract: trackingEvent,
    given: 'page view with the signals that its consent rests on',
    expected: [
      {
        table: 'curated.events',
        tablePartition: 202611,
        cells: {
          purposes: ['analytics_store'],
          consent_reason: 'signals: gcd, gpc',
          consent_region: 'DE',
          consent_mode: 'identified',
          consent_destinations: ['web-statistics'],
        },
      },
      { table: 'curated.touches', tablePartition: 202611, cells: { purposes: ['analytics_store'] } },
    ],
  },
  'an event without identifiers says so': {
    contract: trackingEvent,
    given: 'page view that was counted without an identifier',
    expected: [
      {
        table: 'curated.events',
        tablePartition: 202611,
        cells: { consent_mode: 'cookieless', consent_signals: '[]', consent_destinations: [] },
      },
      { table: 'curated.touches', tablePartition: 202611, cells: {} },
    ],
  },
  'a click is an event alone': {
    contract: trackingEvent,
    given: 'click',
    expected: [{ table: 'curated.events', tablePartition: 202611, cells: { kind: 'Click', target: '/lamps/brass' } }],
  },
  'products become parallel arrays': {
    contract: trackingEvent,
    given: 'basket',
    expected: [
      {
        table: 'curated.events',
        tablePartition: 202611,
        cells: {
          product_ids: ['L-100'],
          product_names: [''],
          product_quantities: ['2'],
          product_prices: ['59.90'],
          product_currencies: ['EUR'],
        },
      },
    ],
  },
  'an order is an event and a conversion with its exact value': {
    contract: trackingEvent,
    given: 'order',
    expected: [
      {
        table: 'curated.events',
        tablePartition: 202611,
        cells: { kind: 'Purchase', order_id: 'A-2026-1001', value: '119.80', currency: 'EUR', product_prices: [null] },
      },
      {
        table: 'curated.conversions',
        tablePartition: 202611,
        cells: { order_id: 'A-2026-1001', kind: 'Purchase', value: '119.80', currency: 'EUR', event_time: eventTime },
      },
    ],
  },
  'what was found out about an order has columns of its own': {
    contract: trackingEvent,
    given: 'order with what was found out about it',
    expected: [
      {
        table: 'curated.events',
        tablePartition: 202611,
        cells: {
          campaign_id: '19283746',
          click_id: 'gclid',
          click_ids: { gclid: 'Cj0KCQiA-example' },
          referrer_medium: 'search',
          browser_family: 'Firefox',
          os_major: '',
          device_class: 'desktop',
          country: 'CH',
          city: '',
          agent_class: 'human',
          agent_score: 0.02,
          agent_reasons: [],
          agent_verified: false,
          value: '100.00',
          converted_value: '106.50',
          converted_currency: 'EUR',
          converted_rates: 'default@3',
        },
      },
      { table: 'curated.conversions', tablePartition: 202611, cells: { value: '100.00', currency: 'CHF' } },
    ],
  },
  'a touch keeps who it was': {
    contract: trackingEvent,
    given: 'page view by an assistant that signs its requests',
    expected: [
      {
        table: 'curated.events',
        tablePartition: 202611,
        cells: { agent_class: 'ai-agent', agent_name: 'Shopping assistant', agent_verified: true, click_ids: {} },
      },
      { table: 'curated.touches', tablePartition: 202611, cells: { agent_class: 'ai-agent', is_entry: false } },
    ],
  },
  'a refund is an event that sums to net, and a row of its own that is positive': {
    contract: trackingEvent,
    given: 'refund of one lamp',
    expected: [
      {
        table: 'curated.events',
        tablePartition: 202611,
        cells: { kind: 'Refund', order_id: 'A-2026-1001', value: '-59.90', currency: 'EUR', product_ids: ['L-100'] },
      },
      {
        table: 'curated.refunds',
        tablePartition: 202611,
        cells: { order_id: 'A-2026-1001', refund_id: 'G-17', value: '59.90', currency: 'EUR', event_time: eventTime },
      },
    ],
  },
  'fields without a column stay readable as JSON': {
    contract: trackingEvent,
    given: 'custom event',
    expected: [{ table: 'curated.events', tablePartition: 202611, cells: { properties: '{"language":"de"}' } }],
  },
  'a rejection leaves its sealed original behind': {
    contract: trackingRejected,
    given: 'event without a name',
    expected: [
      {
        table: 'curated.rejected',
        tablePartition: 202611,
        cells: {
          code: 'TRK_EVENT_INVALID',
          field: 'batch[3].event',
          bytes: 184,
          has_original: true,
          content_encoding: '',
        },
      },
    ],
  },
  'a count stays a number': {
    contract: trackingCounted,
    given: 'three events without permission',
    expected: [{ table: 'curated.counts', cells: { reason: 'consent', events: 3, hour: 1795510800 } }],
  },
  'a remapping names the person from the beginning of time': {
    contract: identityRemapped,
    given: 'a device joins a login',
    expected: [
      {
        table: 'curated.identity',
        cells: {
          person_key: 'login:0a1b2c3d4e5f60718293a4b5c6d7e8f9',
          person: 'c0a80101-0000-5000-8000-000000000002',
          valid_from: '0000000000.000',
          valid_to: '2299-12-31 00:00:00.000',
          slice_starts: [],
          slice_persons: [],
          graph_version: 1,
          kind: 'merge',
        },
      },
    ],
  },
  'a shared device keeps whom it stood for, by event time': {
    contract: identityRemapped,
    given: 'a second person logs in on a device',
    expected: [
      {
        table: 'curated.identity',
        cells: {
          person: 'c0a80101-0000-5000-8000-000000000002',
          valid_from: '1795543200.000',
          slice_starts: ['0000000000.000', '1795543200.000'],
          slice_persons: ['c0a80101-0000-5000-8000-000000000001', 'c0a80101-0000-5000-8000-000000000002'],
          graph_version: 4,
        },
      },
    ],
  },
  'spend keeps decimals and knows what was not reported': {
    contract: campaignSpend,
    given: 'search spend of one day',
    expected: [
      {
        table: 'curated.spend',
        tablePartition: 202611,
        cells: { day: '2026-11-23', cost: '412.50', currency: 'EUR', clicks: 610, reach: null, revision: 1 },
      },
    ],
  },
  'an outcome is a number, or money where it has a currency': {
    contract: outcomeReported,
    given: 'revenue of one day',
    expected: [
      { table: 'curated.reported_outcomes', tablePartition: 202611, cells: { value: '18230.40', currency: 'EUR' } },
    ],
  },
  'a price without a geo holds everywhere': {
    contract: productPrice,
    given: 'reduced lamp',
    expected: [
      { table: 'curated.prices', cells: { geo: '', price: '49.90', list_price: '59.90', promotion: 'black-week' } },
    ],
  },
  'a special day': {
    contract: calendarDay,
    given: 'holiday',
    expected: [{ table: 'curated.calendar', cells: { day: '2026-10-03', geo: 'BY', kind: 'holiday' } }],
  },
  'what is known of a product, and that a piece costs the shop something': {
    contract: productMaster,
    given: 'brass lamp',
    expected: [
      {
        table: 'curated.products',
        cells: {
          product_id: 'L-100',
          category: 'Leuchten > Tischleuchten',
          price: '59.90',
          cost: '21.40',
          parent_id: '',
          changed_at: '1795161600.000',
          is_withdrawn: false,
        },
      },
    ],
  },
  'a withdrawn product keeps its row': {
    contract: productMaster,
    given: 'withdrawn product',
    expected: [
      {
        table: 'curated.products',
        cells: { product_id: 'L-090', price: null, price_currency: '', is_withdrawn: true },
      },
    ],
  },
  'what is known of a campaign': {
    contract: campaignMaster,
    given: 'brand search',
    expected: [
      {
        table: 'curated.campaigns',
        cells: {
          campaign_id: '19283746',
          codes: ['brand', 'brand-de'],
          cost_centre: 'K-4711',
          start_day: '2026-01-01',
          end_day: null,
        },
      },
    ],
  },
  'an attribution run is one row per channel': {
    contract: attributionComputed,
    given: 'last touch over two channels',
    expected: [
      { table: 'results.attribution', cells: { channel: 'Email', conversions: 2, order: 0, total_conversions: 3 } },
      {
        table: 'results.attribution',
        cells: { channel: 'Paid Search', value: 59.9, removal_effect: null, purpose: '' },
      },
    ],
  },
  'an attribution run says what its journeys were used for': {
    contract: attributionComputed,
    given: 'journeys of persons who allow measurement of advertising',
    expected: [
      {
        table: 'results.attribution',
        cells: { channel: 'Email', purpose: 'ad_measurement', half_life_days: 7, decay: null, weights: {} },
      },
    ],
  },
  'a document of a tenant is a row of it': {
    contract: controlDocument,
    given: 'a tenant',
    expected: [{ table: 'curated.tenants', cells: { tenant: 'demo', timezone: 'Europe/Berlin', version: 2 } }],
  },
  'a withdrawn document leaves nothing of the tenant': {
    contract: controlDocument,
    given: 'a tenant that was withdrawn',
    expected: [{ table: 'curated.tenants', cells: { display_name: '', currency: '', timezone: '', version: 3 } }],
  },
  'other documents are no rows': { contract: controlDocument, given: 'a source', expected: [] },
  'a job run': {
    contract: jobRan,
    given: 'replay finished',
    expected: [{ table: 'ops.job_runs', cells: { state: 'succeeded', progress: 1, figures: { sent: 1200 } } }],
  },
  'an access to what is under seal': {
    contract: accessRecorded,
    given: 'a rejected request was opened',
    expected: [{ table: 'ops.accesses', cells: { accessed_by: 'officer', action: 'rejection-opened', purpose: '' } }],
  },
  'a statement about consent is a row of its own': {
    contract: consentChanged,
    given: 'marketing withdrawn in the banner of a site',
    expected: [
      {
        table: 'curated.consent',
        cells: {
          tenant: 'demo',
          changed_at: '1795512000.480',
          stated_at: '1795512000.000',
          purposes: ['analytics_store'],
          refused: ['ad_measurement', 'ad_profile', 'user_data_upload'],
          locked: [],
          stated_by: 'client',
          source: 'web',
        },
      },
    ],
  },
  'an objection by letter names who wrote it down': {
    contract: consentChanged,
    given: 'an objection by letter',
    expected: [
      {
        table: 'curated.consent',
        cells: {
          stated_by: 'privacy-officer',
          source: '',
          policy: '',
          signals: '[]',
          locked: ['ad_measurement', 'ad_profile', 'user_data_upload'],
        },
      },
    ],
  },
  'a fit is a run with its channels, curves, quality and experiments': {
    contract: mmmFitted,
    given: 'a paid channel',
    expected: [
      {
        table: 'results.mmm_runs',
        cells: { model: 'orders', seed: 1, data_hash: 'a9f0c1', worst_rhat: 1.004, to_review: [], currency: 'EUR' },
      },
      {
        table: 'results.mmm_channels',
        cells: { channel: 'Paid Social', spend: 25_000, roi: 1.4, roi_low: 0.6, roi_high: 2.3, saturation_high: 0.6 },
      },
      {
        table: 'results.mmm_curves',
        cells: { channel: 'Paid Social', spend: 25_000, value: 35_000, marginal_low: 0.3 },
      },
      { table: 'results.mmm_quality', cells: { sample: 'holdout', level: 'national', coverage90: 0.92 } },
      {
        table: 'results.mmm_calibration',
        cells: { experiment: 'social-dark-test', lift: 310, modelled_low: 150, weight: 0.4 },
      },
    ],
  },
  'a part of a model is one row per period': {
    contract: mmmDecomposed,
    given: 'two weeks of a channel',
    expected: [
      {
        table: 'results.mmm_contributions',
        cells: { component: 'Paid Social', period: '2026-11-09', value: 12.1, value_low: 5.2, value_high: 19.9 },
      },
      { table: 'results.mmm_contributions', cells: { period: '2026-11-16', value: 11.4 } },
    ],
  },
  'a champion remembers the one before': {
    contract: mmmPromoted,
    given: 'a refit replaces the champion',
    expected: [
      {
        table: 'results.mmm_champions',
        cells: { model: 'orders', previous_run_id: 'b7d9f3c4-1111-5222-8333-444455550009', by: 'token:anna' },
      },
    ],
  },
  'a decision of the guard about a text names what was found, and in which layer': {
    contract: guardDecided,
    given: 'a mail that tries to take over',
    expected: [
      {
        table: 'ops.guard_decisions',
        cells: {
          verdict: 'block',
          finding_rules: ['injection.override'],
          finding_layers: ['base64'],
          call_digest: null,
        },
      },
    ],
  },
  'a call of a model has its cost as money': {
    contract: modelCalled,
    given: 'an answer whose phone number was masked',
    expected: [
      {
        table: 'ops.model_calls',
        cells: { cost: '0.000181', task: 'reply-4711', verdict: 'repair', outcome: 'answered' },
      },
    ],
  },
  'a decision of the guard about a call names the reasons': {
    contract: guardDecided,
    given: 'a refund that nobody planned',
    expected: [
      { table: 'ops.guard_decisions', cells: { verdict: 'ask', reason_codes: ['flow.unplanned'], tool: 'refund' } },
    ],
  },
  'a document of the knowledge base names the version that it replaced': {
    contract: ragIngested,
    given: 'a new version of a returns policy',
    expected: [
      {
        table: 'ops.rag_ingestions',
        cells: { outcome: 'indexed', supersedes: '89e6c98d92887913cadf06b2adb97f26', points_present: 38 },
      },
    ],
  },
  'an answer names its sources with the cited slices': {
    contract: ragAnswered,
    given: 'a German question with one cited sentence',
    expected: [
      {
        table: 'ops.rag_answers',
        cells: { source_documents: ['returns-de'], source_ranges: [[[120, 198]]], cost: '0.000000', supported: 1 },
      },
    ],
  },
  'an evaluation is one row per metric, and what has no value is no zero': {
    contract: ragEvaluated,
    given: 'retrieval passes its gate',
    expected: [
      { table: 'results.rag_evaluation', cells: { metric: 'id_based_context_recall', floor: 0.9, passed: true } },
      { table: 'results.rag_evaluation', cells: { metric: 'faithfulness', value: null, not_a_number: 3 } },
    ],
  },
  'feedback says which sentence of which answer': {
    contract: ragFeedback,
    given: 'an answer from an outdated page',
    expected: [{ table: 'ops.rag_feedback', cells: { sentence: 0, reasons: ['outdated'], expected_version: '' } }],
  },
  'a proposed budget is one row per channel': {
    contract: budgetProposed,
    given: 'money moves from display to social',
    expected: [
      {
        table: 'results.budgets',
        cells: { channel: 'Display', current: '900.00', proposed: '760.00', policy: 'default@1', based_on: 3 },
      },
      { table: 'results.budgets', cells: { channel: 'Paid Social', lift_low: -40, probability_better: 0.88 } },
    ],
  },
  'a budget plan is one row per line, and knows what it replaced': {
    contract: controlDocument,
    given: 'a budget plan',
    expected: [
      {
        table: 'results.budget_plans',
        cells: { version: 4, replaces: 3, rolled_back_from: 0, channel: 'Display', amount: '760.00', geo: '' },
      },
      { table: 'results.budget_plans', cells: { channel: 'Paid Social', week: '1970-01-01' } },
    ],
  },
};
