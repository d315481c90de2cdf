import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Platform, startPlatform } from '@stellwerk/cli/testing';
import type { ProposalView, RunSummary } from '@stellwerk/mmm';
import { historyTruth, simulateShop } from '@stellwerk/simulator';
import { eventually } from './eventually.js';

const DAY_MS = 86_400_000;
const [SEED, PEOPLE] = [2_026, 3_000];
const NOW = new Date();
const isoDay = (ms: number) => new Date(ms).toISOString().slice(0, 10);
const dayOf = (date: string) => Date.parse(date) / DAY_MS;

describe('the media mix of a running platform', () => {
  let platform: Platform;
  let champion: RunSummary;
  const shop = simulateShop({ seed: SEED, people: PEOPLE, tenant: 'demo', now: NOW, days: 1 });

  beforeAll(async () => {
    platform = await startPlatform();
    await platform.stellwerk('apply', '-f', join(import.meta.dirname, '../../../config'));
    await eventually(async () => (await doorKnows('demo-web-write-key')) || null);
    const size = ['--people', String(PEOPLE), '--days', '1', '--until', NOW.toISOString()];
    await platform.stellwerk('simulate', '--tenant', 'demo', '--seed', String(SEED), ...size);
  }, 400_000);
  afterAll(() => platform.remove(), 120_000);

  /** A door that has just been told of a source may need a moment to hear of it. */
  const doorKnows = async (writeKey: string): Promise<boolean> => {
    const authorization = `Basic ${Buffer.from(`${writeKey}:`).toString('base64')}`;
    const reply = await fetch(`${platform.trackingUrl}/v1/page`, {
      method: 'POST',
      headers: { authorization, 'content-type': 'application/json' },
      body: JSON.stringify({ messageId: 'door', anonymousId: 'visitor' }),
    });
    return reply.status !== 401;
  };
  const fit = async (...args: string[]): Promise<RunSummary> =>
    JSON.parse(await platform.stellwerk('mmm', 'fit', '--tenant', 'demo', '--json', ...args));
  const rows = async <Row>(query: string): Promise<Row[]> => {
    const client = platform.clickHouse('analyst');
    try {
      return await (await client.query({ query, format: 'JSONEachRow' })).json<Row>();
    } finally {
      await client.close();
    }
  };
  /** Of the days of a fit, money. */
  const truthOf = ({ data }: RunSummary) => {
    const found = historyTruth(shop, { from: dayOf(data.from), to: dayOf(data.to) + 7 });
    return new Map(found.map(({ channel, incrementalRevenue }) => [channel, Number(incrementalRevenue)]));
  };
  const contributionOf = ({ channels }: RunSummary, name: string) => {
    const found = channels.find(({ channel }) => channel === name)?.contribution;
    if (!found) throw new Error(`there is no channel ${name}`);
    return found;
  };

  it('fits what the platform knows of the shop, and holds its planted truth in the intervals', async () => {
    champion = await fit();
    expect(champion).toMatchObject({ status: 'published', data: { grain: 'week', geos: 1, currency: 'EUR' } });
    expect(champion.data.periods).toBeGreaterThanOrEqual(154);
    const truth = truthOf(champion);
    const outside = champion.channels.filter(({ channel, contribution: { low, high } }) => {
      const value = truth.get(channel) ?? Number.NaN;
      return !(low <= value && value <= high);
    });
    // Of five 90 % intervals one may miss.
    expect(outside.length).toBeLessThanOrEqual(1);
    const stored = await eventually(async () => {
      const found = await rows<{ channel: string; contribution: number }>(
        `SELECT channel, contribution FROM results.mmm_channels FINAL WHERE tenant = 'demo' AND run_id = '${champion.runId}'`,
      );
      return found.length === champion.channels.length ? found : null;
    });
    for (const { channel, contribution } of stored)
      expect(contribution).toBeCloseTo(contributionOf(champion, channel).mean, 6);
    const [job] = await rows<{ state: string }>(
      `SELECT state FROM ops.job_runs FINAL WHERE tenant = 'demo' AND run_id = '${champion.runId}'`,
    );
    expect(job?.state).toBe('succeeded');
  }, 900_000);

  it('narrows the interval of a channel by a lift test', async () => {
    const name = 'Paid Search Brand';
    const last = Date.parse(champion.data.to);
    const days = { from: dayOf(isoDay(last)) - 83, to: dayOf(isoDay(last)) + 1 };
    const lift = historyTruth(shop, days).find(({ channel }) => channel === name)?.incrementalOrders ?? 0;
    const file = join(platform.stateDir, 'experiments.json');
    const experiment = { name: 'brand off', channel: name, from: isoDay(days.from * DAY_MS), to: isoDay(last), lift };
    writeFileSync(file, JSON.stringify([{ ...experiment, standardError: 5 }]));
    const tested = await fit('--experiments', file);
    const width = (summary: RunSummary) => contributionOf(summary, name).high - contributionOf(summary, name).low;
    expect(tested.calibration).toMatchObject([{ experiment: 'brand off', channel: name }]);
    expect(width(tested)).toBeLessThan(0.7 * width(champion));
    const { low, high } = contributionOf(tested, name);
    const truth = truthOf(tested).get(name) ?? Number.NaN;
    expect([low <= truth, truth <= high]).toEqual([true, true]);
  }, 900_000);

  it('goes on after kill -9 during a fit, and does not fit the same twice', async () => {
    let isKilled = false;
    const hit = await platform.aim('mmm');
    const killed = await platform.start(['mmm', 'fit', '--tenant', 'demo', '--seed', '3', '--json'], (line) => {
      if (isKilled || !/^(holdout|sampling)/.test(line)) return;
      isKilled = true;
      hit();
    });
    const summary: RunSummary = JSON.parse(killed);
    expect([isKilled, summary.seed]).toEqual([true, 3]);
    const again = await fit('--seed', '3');
    expect([again.runId, again.at]).toEqual([summary.runId, summary.at]);
    const [fits] = await rows<{ runs: string }>(
      `SELECT uniqExact(run_id) AS runs FROM results.mmm_runs WHERE tenant = 'demo' AND seed = 3`,
    );
    expect(Number(fits?.runs)).toBe(1);
  }, 900_000);

  it('brings a budget from the champion into force by two persons, and takes it back in one command', async () => {
    await platform.stellwerk('mmm', 'promote', champion.runId, '--reason', 'the first');
    const tokenOf = async (name: string, role: string) =>
      (await platform.stellwerk('token', 'create', '--name', name, '--role', role, '--tenant', 'demo')).trim();
    const [planner, anna] = [await tokenOf('planner', 'marketer'), await tokenOf('anna', 'approver')];
    const monday = Date.parse(champion.data.to) + 7 * DAY_MS;
    const propose = async (weeks: number): Promise<ProposalView> => {
      const span = ['--from', isoDay(monday + 7 * DAY_MS), '--to', isoDay(monday + (7 + 7 * weeks - 1) * DAY_MS)];
      const args = ['budget', 'propose', '--tenant', 'demo', ...span, '--json'];
      return JSON.parse(await eventually(() => platform.stellwerkAs(planner, ...args)));
    };
    const first = await propose(4);
    expect(first).toMatchObject({ model: 'default', runId: champion.runId, approval: 'waiting', basedOn: 0 });
    const apply = (id: string) => platform.stellwerkAs(planner, 'budget', 'apply', id);
    await expect(apply(first.proposalId)).rejects.toMatchObject({
      stderr: expect.stringContaining('MMM_NOT_APPROVED'),
    });
    const approve = async (id: string) => {
      await platform.stellwerkAs(anna, 'budget', 'approve', id, '--comment', 'as discussed');
      await eventually(() => apply(id));
    };
    await approve(first.proposalId);
    await approve((await propose(8)).proposalId);
    expect(await platform.stellwerkAs(planner, 'budget', 'rollback', '--tenant', 'demo')).toContain(
      'takes back version 2',
    );
    const plans = await eventually(async () => {
      const found = await rows<{ version: number; rolled_back_from: number; money: string }>(
        `SELECT version, any(rolled_back_from) AS rolled_back_from, toString(sum(amount)) AS money
         FROM results.budget_plans FINAL WHERE tenant = 'demo' GROUP BY version ORDER BY version`,
      );
      return found.length === 3 ? found : null;
    });
    expect(plans.map((plan) => plan.rolled_back_from)).toEqual([0, 0, 2]);
    expect(plans[2]?.money).toBe(plans[0]?.money);
    const trace = await eventually(async () => {
      const output = await platform.stellwerk('trace', first.proposalId);
      return output.includes('budget.propose') && output.includes('warehouse') ? output : null;
    });
    for (const step of ['budget.propose', 'publish budget.proposed.v1', 'process budget.proposed.v1'])
      expect(trace).toContain(step);
  }, 600_000);

  it('refits by the schedule what is due, and nothing that is not', async () => {
    expect(await platform.stellwerk('job', 'run', 'mmm-refit', '--tenant', 'demo')).toContain('default: not due');
    const forced = await platform.stellwerk('job', 'run', 'mmm-refit', '--tenant', 'demo', '--force');
    expect(forced).toContain(`run ${champion.runId}`);
  }, 600_000);
});
