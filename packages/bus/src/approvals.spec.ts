import { type Approvals, createApprovals } from './approvals.js';
import { createMemoryBus, type MemoryBus } from './memory/memory-bus.js';

const NOW = new Date('2026-11-24T10:00:00.000Z');
const LATER = new Date('2026-12-24T10:00:00.000Z');

const asked = {
  tenant: 'demo',
  action: 'budget.apply',
  summary: 'Move 5 % of the weekly budget',
  effect: { display: '-500.00' },
  requestedBy: 'token:planner',
  requestedAt: NOW.toISOString(),
  expiresAt: '2026-12-01T10:00:00.000Z',
};

describe('approvals', () => {
  let bus: MemoryBus;
  let approvals: Approvals;
  let approvalId: string;
  beforeEach(async () => {
    bus = createMemoryBus({ now: () => NOW });
    approvals = await createApprovals(bus);
    await approvals.ready;
    approvalId = await approvals.request(asked);
  });
  afterEach(async () => {
    await approvals.stop();
    await bus.close();
  });

  const decide = (decision: 'approved' | 'rejected', decidedBy: string, now = NOW) =>
    approvals.decide({ approvalId, tenant: 'demo', decision, decidedBy, decidedAt: now.toISOString() }, now);

  it('wait until a person decides, and the first decision counts', async () => {
    expect(approvals.get(approvalId, NOW)?.state).toBe('waiting');
    expect(await decide('approved', 'token:approver')).toBeNull();
    expect(approvals.get(approvalId, NOW)?.state).toBe('approved');
    expect(await decide('rejected', 'token:other')).toBe('decided');
    expect(approvals.get(approvalId, LATER)?.state).toBe('approved');
  });

  it('are one when they are asked for twice', async () => {
    expect(await approvals.request(asked)).toBe(approvalId);
    expect(approvals.list(NOW)).toHaveLength(1);
  });

  it('are not given by who asked, but may be withdrawn by them', async () => {
    expect(await decide('approved', 'token:planner')).toBe('own-request');
    expect(await decide('rejected', 'token:planner')).toBeNull();
  });

  it('expire, and then cannot be given', async () => {
    expect(approvals.get(approvalId, LATER)?.state).toBe('expired');
    expect(await decide('approved', 'token:approver', LATER)).toBe('expired');
  });

  it('are known to every client of the bus', async () => {
    await decide('approved', 'token:approver');
    const other = await createApprovals(bus);
    await other.ready;
    expect(other.list(NOW).map(({ state }) => state)).toEqual(['approved']);
    expect(
      await other.decide(
        {
          ...asked,
          approvalId: '00000000-0000-5000-8000-000000000000',
          decision: 'approved',
          decidedBy: 'x',
          decidedAt: asked.requestedAt,
        },
        NOW,
      ),
    ).toBe('unknown');
    await other.stop();
  });
});
