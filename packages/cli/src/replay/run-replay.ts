import type { CliContext } from '../context.js';
import type { Endpoints } from '../platform/endpoints.js';
import { asJob, type JobFigures, type JobProgress } from '../platform/job-run.js';
import { assertQueryable, markStart, type Outcome, outcomeOf, SentEvents } from '../platform/outcome.js';
import { settle } from '../platform/settled.js';
import { bareTenant, ensureOwnSource, ensureSource, openSource, type SourceAccess } from '../platform/source.js';
import { withBus } from '../platform/with-bus.js';
import { formatNumber } from '../render/number.js';
import { openAcknowledgedList } from './acknowledged-list.js';
import { JOURNEYS_END } from './journeys.js';
import { callsOf, planReplay, type ReplayFormat, type ReplayPlan } from './plan.js';
import { replayDocuments } from './replay-source.js';

export interface ReplayOptions {
  readonly file: string;
  readonly format: ReplayFormat;
  readonly tenant: string;
  /** Source that calls go to; journeys have their own. */
  readonly source: string | undefined;
  readonly splitDevices: boolean;
  /** Whether events that consent forbids to keep are no failure. */
  readonly allowWithoutConsent: boolean;
  /** File for the message ids of acknowledged calls. */
  readonly acknowledged: string | undefined;
  /** `null` = do not wait until everything is queryable. */
  readonly waitMs: number | null;
}

/** What a replay did. */
export interface ReplayResult {
  readonly tenant: string;
  readonly source: string;
  /** `null` where the file could be read only once. */
  readonly plan: ReplayPlan | null;
  readonly acknowledged: number;
  readonly acknowledgedSeconds: number;
  /** `null` of a replay that did not wait. */
  readonly outcome: Outcome | null;
  readonly queryableSeconds: number | null;
}

const BY = 'stellwerk replay';
const REPORT_EVERY_MS = 2_000;
/** Reports to people for each one to the platform. */
const REPORTS_PER_PROGRESS = 5;

/**
 * Sends a file and waits until it is queryable. `print` gets the result before anything that is missing in it ends the job.
 * @throws StellwerkError of the file, the source and the door; CLI_NOT_SETTLED, CLI_NOT_QUERYABLE
 */
export async function runReplay(
  options: ReplayOptions,
  endpoints: Endpoints,
  context: CliContext,
  print: (result: ReplayResult) => void,
): Promise<void> {
  const { tenant, waitMs } = options;
  const plan = await planReplay(options.file, options.format, options);
  const source = await sourceFor(options, endpoints, context);
  const work = async (job: JobProgress, start: Awaited<ReturnType<typeof markStart>>) => {
    const began = performance.now();
    const seconds = () => (performance.now() - began) / 1_000;
    const sent = new SentEvents(source);
    const acknowledged = await sendCalls({ options, plan, source, url: endpoints.urls.tracking, context, job, sent });
    const result = { tenant, source: source.name, plan, acknowledged, acknowledgedSeconds: seconds() };
    if (waitMs === null) {
      print({ ...result, outcome: null, queryableSeconds: null });
      return { figures: { acknowledged } };
    }
    const progress = (waiting: number) =>
      context.report(`${formatNumber(waiting)} messages on their way to ClickHouse`);
    await settle({ kafka: endpoints.kafka, timeoutMs: waitMs, signal: context.signal, progress });
    const queryableSeconds = seconds();
    const outcome = await outcomeOf(endpoints.clickHouse, source, sent, start);
    print({ ...result, outcome, queryableSeconds });
    const figures = figuresOf(plan, acknowledged, outcome);
    await job.progress(1, figures);
    assertQueryable(outcome, source, options.allowWithoutConsent ? outcome.withoutConsent : 0);
    return { figures };
  };
  await withBus(endpoints.kafka, async (bus) => {
    const start = await markStart(bus);
    await asJob({ bus, tenant, job: 'replay', now: context.now }, (job) => work(job, start));
  });
}

function sourceFor(options: ReplayOptions, endpoints: Endpoints, context: CliContext): Promise<SourceAccess> {
  const { tenant, format, source: name } = options;
  return openSource(endpoints.kafka, context, (control, bus) => {
    const now = context.now();
    if (format === 'events') return ensureSource(control, bus, { tenant, name, by: BY }, now);
    const documents = (writeKey: string) => replayDocuments(tenant, writeKey);
    return ensureOwnSource(control, bus, { tenant, documents, tenantDocuments: bareTenant(tenant), by: BY }, now);
  });
}

interface Sending {
  readonly options: ReplayOptions;
  readonly plan: ReplayPlan | null;
  readonly source: SourceAccess;
  /** Of the door. */
  readonly url: string;
  readonly context: CliContext;
  readonly job: JobProgress;
  readonly sent: SentEvents;
}

/** Sends everything; resolves with the number of acknowledged calls. */
async function sendCalls({ options, plan, source, url, context, job, sent }: Sending): Promise<number> {
  const { signal, report } = context;
  const list = await openAcknowledgedList(options.acknowledged);
  const acknowledged = ({ messageId }: { readonly messageId: string }) => {
    sent.add(messageId);
    list.add(messageId);
  };
  const troubled = (problem: string) => report(`the door does not take everything, trying again: ${problem}`);
  // Only here, for the client takes its time to load.
  const { SegmentSender } = await import('./sender.js');
  const sender = new SegmentSender({ url, writeKey: source.writeKey, signal, acknowledged, troubled });
  const began = performance.now();
  let reports = 0;
  let reported: Promise<void> = Promise.resolve();
  const timer = setInterval(() => {
    const perSecond = sender.sent / ((performance.now() - began) / 1_000);
    const of = plan === null ? '' : ` of ${formatNumber(plan.calls)}`;
    report(`${formatNumber(sender.sent)}${of} acknowledged, ${formatNumber(perSecond)}/s`);
    if (++reports % REPORTS_PER_PROGRESS !== 0) return;
    const share = plan === null ? 0 : sender.sent / plan.calls;
    reported = Promise.all([reported, job.progress(share, { acknowledged: sender.sent })]).then(() => {});
    // Whatever kept it from being reported is thrown below.
    reported.catch(() => {});
  }, REPORT_EVERY_MS);
  try {
    const { splitDevices } = options;
    const journeys = { splitDevices, currency: source.currency, end: JOURNEYS_END };
    for await (const call of callsOf(options.file, options.format, journeys)) await sender.send(call);
    await sender.close();
    await reported;
  } finally {
    clearInterval(timer);
    await list.close();
  }
  return sender.sent;
}

function figuresOf(plan: ReplayPlan | null, acknowledged: number, outcome: Outcome): JobFigures {
  const { kept, duplicates, rejected, withoutConsent, missing } = outcome;
  const { journeys = 0, conversions = 0 } = plan ?? {};
  return {
    acknowledged,
    kept,
    duplicates,
    rejected,
    withoutConsent,
    missing,
    ...(journeys > 0 && { journeys, conversions }),
  };
}
