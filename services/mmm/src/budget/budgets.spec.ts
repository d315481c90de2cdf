import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  type Approvals,
  type ControlTable,
  createApprovals,
  createControlTable,
  createMemoryBus,
  type MemoryBus,
  publishControlDocument,
} from '@stellwerk/bus';
import type { ControlSpec } from '@stellwerk/contracts';
import type { BudgetPolicy } from '../domain/budget/policy.js';
import { examplePlanSummary } from '../examples/plan-summary.js';
import { Champions } from '../registry/champions.js';
import { FitRegistry } from '../registry/registry.js';
import { NOW, RUN_ID, record, smallPanel } from '../testing/fits.js';
import { Budgets } from './budgets.js';
import { PlanFiles } from './plan-files.js';
import type { PlannedBudget, Planner, PlanTask } from './planner.js';
import { ProposalDesk } from './proposal-desk.js';
import { Proposals } from './proposals.js';
import type { ProposeRequest } from './propose.js';

const policy: ControlSpec<'budget-policy'> = {
  currency: 'EUR',
  maxStep: 0.2,
  maxTotalStep: 0.05,
  approval: { when: 'above-step', step: 0.05, expiresAfterHours: 24 },
};
const interval = (mean: number) => ({ mean, low: mean - 10, high: mean + 10 });
const request: ProposeRequest = {
  tenant: 'demo',
  model: 'orders',
  from: '2026-11-30',
  to: '2026-12-13',
  goal: { kind: 'budget' },
  measure: { kind: 'mean' },
  limits: [],
  groups: [],
};

/** Moves a share of the money from TV to search, whatever the policy allows. */
class ShiftingPlanner implements Planner {
  share = 0.1;
  probabilityBetter = 0.9;
  calls = 0;
  policy: BudgetPolicy | null = null;

  async plan(_runId: string, { current, policy: kept }: PlanTask) {
    this.calls += 1;
    const today = current ?? {
      ...{ from: request.from, to: request.to, currency: 'EUR' },
      lines: [
        { channel: 'TV', amount: 1_000 },
        { channel: 'Search', amount: 1_000 },
      ],
    };
    this.policy = kept;
    const shift = this.share * 1_000;
    return {
      summary: examplePlanSummary(),
      channels: today.lines.map(({ channel, amount }) => ({
        ...{ channel, current: amount, proposed: amount + (channel === 'TV' ? -shift : shift) },
        ...{ min: 0, max: 1e9, probabilityMarginalAbove1: 0.5 },
      })),
      ...{ currency: 'EUR', dataUntil: '2026-11-22', extrapolated: [] },
      value: { current: interval(3_000), proposed: interval(3_050), lift: interval(50) },
      ...{ probabilityBetter: this.probabilityBetter, expectedRegret: 3, certificate: { kind: 'kkt', gap: 0 } },
    } satisfies PlannedBudget;
  }
}

describe('budgets', () => {
  let stateDir: string;
  let bus: MemoryBus;
  let control: ControlTable;
  let approvals: Approvals;
  let planner: ShiftingPlanner;
  let desk: ProposalDesk;
  let budgets: Budgets;
  let now: Date;
  const closing: (() => Promise<void>)[] = [];

  beforeEach(async () => {
    stateDir = await mkdtemp(join(tmpdir(), 'mmm-budgets-'));
    now = new Date(NOW);
    bus = createMemoryBus({ now: () => now });
    control = await createControlTable(bus);
    approvals = await createApprovals(bus);
    const registry = await FitRegistry.open(stateDir);
    const champions = await Champions.open(bus);
    const proposals = await Proposals.open(bus);
    planner = new ShiftingPlanner();
    const clock = () => now;
    desk = new ProposalDesk({
      champions,
      registry,
      proposals,
      approvals,
      planner,
      plans: new PlanFiles(stateDir),
      control,
      clock,
    });
    budgets = new Budgets({ bus, control, approvals, proposals, clock });
    const published = record({ state: 'published', isTold: true });
    await registry.add(published, smallPanel);
    await champions.promote(published, { by: 'token:anna', at: NOW });
    await govern('budget-policy', policy);
    closing.push(
      () => control.stop(),
      () => approvals.stop(),
      () => champions.close(),
      () => proposals.close(),
    );
  });
  afterEach(async () => {
    for (const close of closing.splice(0)) await close();
    await rm(stateDir, { recursive: true });
  });

  async function govern(kind: 'budget-policy', spec: ControlSpec<'budget-policy'>): Promise<void> {
    const version = (control.get(kind, 'demo', 'default')?.version ?? 0) + 1;
    await publishControlDocument(bus, { kind, tenant: 'demo', name: 'default', version, spec, by: 'test', at: NOW });
    while (control.get(kind, 'demo', 'default')?.version !== version) await new Promise(setImmediate);
  }
  const later = (instant: string) => {
    now = new Date(instant);
  };
  const propose = () => desk.propose(request, 'token:planner');
  async function decide(approvalId: string | undefined, decision: 'approved' | 'rejected' = 'approved') {
    const said = { approvalId: approvalId ?? '', tenant: 'demo', decision, decidedBy: 'token:anna', decidedAt: NOW };
    while (!approvals.get(said.approvalId, now)) await new Promise(setImmediate);
    expect(await approvals.decide(said, now)).toBeNull();
    while (!approvals.get(said.approvalId, now)?.decision) await new Promise(setImmediate);
  }
  async function applied() {
    const proposal = await propose();
    await decide(proposal.approvalId);
    await budgets.apply(proposal.proposalId, 'token:planner');
    return proposal;
  }
  const amounts = () =>
    Object.fromEntries(
      (budgets.current('demo')?.spec.plan.lines ?? []).map(({ channel, amount }) => [channel, amount]),
    );

  it('are proposed, approved by another person, applied, and taken back in one step', async () => {
    const first = await applied();
    expect(amounts()).toEqual({ TV: '900.00', Search: '1100.00' });
    const second = await applied();
    expect([first.basedOn, second.basedOn]).toEqual([0, 1]);
    expect(amounts()).toEqual({ TV: '800.00', Search: '1200.00' });
    const back = await budgets.rollback('demo', 'token:planner');
    expect([back.version, back.document.rolledBackFrom]).toEqual([3, 2]);
    expect(amounts()).toEqual({ TV: '900.00', Search: '1100.00' });
    await budgets.rollback('demo', 'token:planner');
    expect(amounts()).toEqual({ TV: '800.00', Search: '1200.00' });
    const written = bus
      .messages('control.document.v1')
      .map(({ value }) => JSON.parse(String(value)))
      .filter(({ kind }) => kind === 'budget-plan');
    expect(written.map(({ version, by }) => [version, by])).toEqual(
      [1, 2, 3, 4].map((version) => [version, 'token:planner']),
    );
  });

  it('are the same proposal when the same is asked for again', async () => {
    const [first, second] = [await propose(), await propose()];
    expect(second).toEqual(first);
    expect([
      planner.calls,
      bus.messages('budget.proposed.v1').length,
      bus.messages('approval.requested.v1').length,
    ]).toEqual([1, 1, 1]);
  });

  it('are applied once, however often that is asked', async () => {
    const { proposalId } = await applied();
    expect(await budgets.apply(proposalId, 'token:planner')).toMatchObject({ version: 1, isNew: false });
    expect(bus.messages('control.document.v1').filter(({ key }) => key.startsWith('budget-plan'))).toHaveLength(1);
  });

  it.each<[title: string, before: (approvalId: string | undefined) => Promise<void> | void, state: string]>([
    ['waits', () => {}, 'waiting'],
    ['was refused', (approvalId) => decide(approvalId, 'rejected'), 'rejected'],
    ['is over', () => later('2026-11-26T10:00:00.000Z'), 'expired'],
  ])('are not applied while their approval %s', async (_title, before, state) => {
    const { proposalId, approvalId } = await propose();
    await before(approvalId);
    await expect(budgets.apply(proposalId, 'token:planner')).rejects.toMatchObject({
      code: 'MMM_NOT_APPROVED',
      details: { state },
    });
    expect(budgets.current('demo')).toBeUndefined();
  });

  it('are looked for within the bounds of the policy', async () => {
    await propose();
    expect(planner.policy).toMatchObject({ maxStep: 0.2, maxTotalStep: 0.05, minProbabilityBetter: 0.5 });
  });

  it('need nobody where the steps are small and the policy says so', async () => {
    await applied();
    planner.share = 0.01;
    const { proposalId, approvalId } = await propose();
    expect(approvalId).toBeUndefined();
    await budgets.apply(proposalId, 'token:planner');
    expect(amounts()).toEqual({ TV: '890.00', Search: '1110.00' });
  });

  it('always need a person before the first plan', async () => {
    planner.share = 0.01;
    expect((await propose()).approvalId).toBeDefined();
  });

  it.each<[title: string, change: Partial<ShiftingPlanner>, finding: string]>([
    ['a step that is too large', { share: 0.3 }, 'TV changes by 30%; one plan may change it by 20%'],
    ['too small a chance', { probabilityBetter: 0.4 }, '40'],
  ])('that do not keep to the policy are not published: %s', async (_title, change, finding) => {
    Object.assign(planner, change);
    await expect(propose()).rejects.toMatchObject({
      code: 'MMM_POLICY_VIOLATED',
      message: expect.stringContaining(finding),
    });
    expect(bus.messages('budget.proposed.v1')).toEqual([]);
    expect(bus.messages('approval.requested.v1')).toEqual([]);
  });

  it('are held against the policy again when they are applied', async () => {
    const { proposalId, approvalId } = await propose();
    await decide(approvalId);
    await govern('budget-policy', { ...policy, maxStep: 0.05 });
    await expect(budgets.apply(proposalId, 'token:planner')).rejects.toMatchObject({ code: 'MMM_POLICY_VIOLATED' });
  });

  it('are not applied to another plan than the one that they change', async () => {
    const early = await propose();
    planner.share = 0.05;
    const late = await desk.propose({ ...request, measure: { kind: 'cvar', share: 0.1 } }, 'token:planner');
    for (const { approvalId } of [early, late]) await decide(approvalId);
    await budgets.apply(early.proposalId, 'token:planner');
    await expect(budgets.apply(late.proposalId, 'token:planner')).rejects.toMatchObject({
      code: 'MMM_PLAN_CHANGED',
      details: { basedOn: 0, version: 1 },
    });
  });

  it('cannot be taken back where there is nothing before', async () => {
    await expect(budgets.rollback('demo', 'token:planner')).rejects.toMatchObject({ code: 'MMM_NO_PLAN' });
    await applied();
    await expect(budgets.rollback('demo', 'token:planner')).rejects.toMatchObject({ code: 'MMM_NO_PREVIOUS_PLAN' });
  });

  it('need a champion', async () => {
    await expect(desk.propose({ ...request, model: 'revenue' }, 'token:planner')).rejects.toMatchObject({
      code: 'MMM_NO_CHAMPION',
    });
  });

  it('are made with no fit that was not published', async () => {
    const champions = await Champions.open(bus);
    closing.push(() => champions.close());
    await expect(champions.promote(record({ state: 'refused' }), { by: 'token:anna', at: NOW })).rejects.toMatchObject({
      code: 'MMM_NOT_PROMOTABLE',
    });
    expect(champions.get('demo', 'orders')?.runId).toBe(RUN_ID);
  });
});
