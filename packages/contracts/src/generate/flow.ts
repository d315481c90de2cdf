/** Programs that send or receive events; `cli` is the `stellwerk` command. */
export const programs = [
  'tracking',
  'identity',
  'warehouse',
  'attribution',
  'mmm',
  'guardrails',
  'rag',
  'cli',
] as const;
export type Program = (typeof programs)[number];

export interface EventFlow {
  readonly sentBy: readonly Program[];
  readonly receivedBy: readonly Program[];
}

const measurement: EventFlow = { sentBy: ['cli', 'tracking'], receivedBy: ['warehouse'] };
const masterData: EventFlow = { sentBy: ['tracking'], receivedBy: ['tracking', 'warehouse'] };
const services: readonly Program[] = ['tracking', 'identity', 'warehouse', 'attribution', 'mmm', 'guardrails', 'rag'];

/** Who sends and who receives each event. The warehouse stores every one of them. */
export const eventFlows: Readonly<Record<string, EventFlow>> = {
  'control.document.v1': { sentBy: ['cli', 'mmm'], receivedBy: services },
  'tracking.received.v1': { sentBy: ['tracking'], receivedBy: ['tracking', 'warehouse'] },
  'tracking.event.v1': { sentBy: ['tracking'], receivedBy: ['identity', 'warehouse'] },
  'tracking.rejected.v1': { sentBy: ['tracking'], receivedBy: ['warehouse', 'cli'] },
  'tracking.counted.v1': { sentBy: ['tracking'], receivedBy: ['warehouse'] },
  'consent.changed.v1': { sentBy: ['tracking'], receivedBy: ['tracking', 'warehouse'] },
  'tracking.trapped.v1': { sentBy: ['tracking'], receivedBy: ['tracking', 'warehouse'] },
  'identity.assertion.v1': { sentBy: ['identity'], receivedBy: ['identity', 'warehouse'] },
  'identity.remapped.v1': { sentBy: ['identity'], receivedBy: ['warehouse'] },
  'campaign.spend.v1': measurement,
  'product.price.v1': measurement,
  'outcome.reported.v1': measurement,
  'calendar.day.v1': measurement,
  'product.master.v1': masterData,
  'campaign.master.v1': masterData,
  'attribution.computed.v1': { sentBy: ['attribution'], receivedBy: ['warehouse'] },
  'mmm.fitted.v1': { sentBy: ['mmm'], receivedBy: ['warehouse'] },
  'mmm.decomposed.v1': { sentBy: ['mmm'], receivedBy: ['warehouse'] },
  'mmm.promoted.v1': { sentBy: ['mmm'], receivedBy: ['warehouse'] },
  'budget.proposed.v1': { sentBy: ['mmm'], receivedBy: ['mmm', 'warehouse'] },
  'guard.decided.v1': { sentBy: ['guardrails', 'rag'], receivedBy: ['warehouse'] },
  'model.called.v1': { sentBy: ['guardrails', 'rag'], receivedBy: ['warehouse'] },
  'rag.ingested.v1': { sentBy: ['rag'], receivedBy: ['warehouse'] },
  'rag.answered.v1': { sentBy: ['rag'], receivedBy: ['warehouse'] },
  'rag.evaluated.v1': { sentBy: ['rag'], receivedBy: ['warehouse'] },
  'rag.feedback.v1': { sentBy: ['rag'], receivedBy: ['warehouse'] },
  'approval.requested.v1': {
    sentBy: ['cli', 'mmm', 'guardrails'],
    receivedBy: ['mmm', 'guardrails', 'warehouse', 'cli'],
  },
  'approval.decided.v1': { sentBy: ['cli'], receivedBy: ['mmm', 'guardrails', 'warehouse', 'cli'] },
  'identifier.sealed.v1': { sentBy: ['tracking'], receivedBy: ['tracking', 'warehouse'] },
  'access.recorded.v1': { sentBy: ['tracking'], receivedBy: ['warehouse'] },
  'job.ran.v1': { sentBy: ['cli', 'tracking', 'mmm', 'rag'], receivedBy: ['warehouse'] },
};

/** @throws when an event has no row: its place in the flow would be missing from AsyncAPI and the reference. */
export function flowOf(type: string): EventFlow {
  const flow = eventFlows[type];
  if (!flow)
    throw new Error(`${type} has no row in packages/contracts/src/generate/flow.ts: say who sends and receives it`);
  return flow;
}
