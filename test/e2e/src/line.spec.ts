import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { gunzipSync, gzipSync } from 'node:zlib';
import { adminToken, type Platform, startPlatform, writeKeyOf } from '@stellwerk/cli/testing';
import { type JourneysFile, writeJourneys } from './journeys-file.js';

interface Answer {
  readonly dataHash: string;
  readonly channels: readonly { readonly channel: string; readonly conversions: number; readonly value: number }[];
  readonly totals: Readonly<Record<string, number>>;
}

interface JobRun {
  readonly job: string;
  readonly state: string;
  readonly error_code: string;
  readonly figures: Readonly<Record<string, number>>;
}

const MODELS = [
  ['--model', 'first'],
  ['--model', 'last'],
  ['--model', 'linear'],
  ['--model', 'shapley'],
  ['--model', 'markov', '--order', '1'],
  ['--model', 'markov', '--order', '4', '--no-nulls'],
];

describe('the line from an HTTP request to exact attribution', () => {
  let platform: Platform;
  let file: string;
  let written: JourneysFile;

  beforeAll(async () => {
    platform = await startPlatform();
    file = join(platform.stateDir, 'journeys.csv');
    written = writeJourneys(file, 400, 7);
  }, 180_000);
  afterAll(() => platform.remove(), 120_000);

  const attribution = async (...args: string[]): Promise<Answer> =>
    JSON.parse(await platform.stellwerk('attribution', '--json', ...args));
  const books = async (tenant: string, ...more: string[]): Promise<Record<string, unknown>> =>
    JSON.parse(await platform.stellwerk('books', '--tenant', tenant, '--json', ...more));

  /** The query of the analysts' guide, as an analyst. */
  async function jobRuns(tenant: string): Promise<JobRun[]> {
    const guide = readFileSync(join(import.meta.dirname, '../../../docs/guides/analysts.md'), 'utf8');
    const [, query = ''] = /```sql\n([^`]*FROM ops\.job_runs[^`]*)```/.exec(guide) ?? [];
    const client = platform.clickHouse('analyst');
    try {
      const result = await client.query({ query, query_params: { tenant }, format: 'JSONEachRow' });
      return await result.json<JobRun>();
    } finally {
      await client.close();
    }
  }

  async function expectFiguresOf(tenant: string) {
    for (const model of MODELS) {
      const [fromTenant, fromFile] = [
        await attribution('--tenant', tenant, ...model),
        await attribution('--paths', file, ...model),
      ];
      expect(fromTenant.dataHash).toBe(fromFile.dataHash);
      expect(fromTenant.channels).toEqual(fromFile.channels);
      expect(fromTenant.totals).toEqual(fromFile.totals);
    }
  }

  it('resolves journeys over two devices and attributes them as the file does, to the last bit', async () => {
    const output = await platform.stellwerk(
      'replay',
      file,
      '--tenant',
      'paths',
      '--format',
      'paths',
      '--split-devices',
    );
    expect(output.replaceAll(' ', ' ')).toContain(
      `${written.conversions.toLocaleString('en').replace(',', ' ')} conversions`,
    );
    expect(written.events).toBeLessThanOrEqual(10_000);
    expect(await books('paths', '--topics')).toMatchObject({
      received: written.events,
      accepted: written.events,
      difference: 0,
      alarms: [],
      missing: 0,
      repeated: 0,
      deadLetters: 0,
    });
    await expectFiguresOf('paths');
  }, 180_000);

  it('keeps journeys also in a tenant that keeps nothing by default, in its own currency', async () => {
    await platform.stellwerk('tenant', 'create', 'swiss', '--currency', 'CHF');
    const few = join(platform.stateDir, 'few.csv');
    const { events, conversions } = writeJourneys(few, 10, 3);
    const replayed = await platform.stellwerk(
      ...['replay', few, '--tenant', 'swiss', '--format', 'paths', '--split-devices', '--json'],
    );
    expect(JSON.parse(replayed)).toMatchObject({
      source: 'replay',
      plan: { calls: events, conversions },
      outcome: { events, kept: events, duplicates: 0, rejected: 0, withoutConsent: 0, missing: 0 },
    });
    const { channels } = await attribution('--tenant', 'swiss', '--model', 'linear');
    expect(channels).toEqual((await attribution('--paths', few, '--model', 'linear')).channels);
  }, 120_000);

  it('fails a replay of which something cannot be queried, says what, and keeps the job on record', async () => {
    const calls = join(platform.stateDir, 'calls.jsonl');
    const consent = { categoryPreferences: { analytics: true } };
    const call = { type: 'page', anonymousId: 'visitor-1' };
    writeFileSync(calls, [call, { ...call, context: { consent } }].map((one) => `${JSON.stringify(one)}\n`).join(''));
    const replay = (...args: string[]) =>
      platform.stellwerk('replay', calls, '--tenant', 'swiss', '--format', 'events', ...args);
    await expect(replay()).rejects.toMatchObject({
      stdout: expect.stringContaining('1 kept, 0 duplicates, 0 rejected, 1 without consent, 1 missing'),
      stderr: expect.stringContaining('CLI_NOT_QUERYABLE: 1 of 2 events are not queryable'),
    });
    expect(await replay('--allow-without-consent')).toContain('1 kept, 1 duplicates');
    const runs = await eventually(async () => {
      const found = await jobRuns('swiss');
      return found.length === 3 && found.every(({ state }) => state !== 'started') ? found : null;
    });
    expect(runs.map(({ job, state, error_code }) => [job, state, error_code])).toEqual([
      ['replay', 'succeeded', ''],
      ['replay', 'failed', 'CLI_NOT_QUERYABLE'],
      ['replay', 'succeeded', ''],
    ]);
    expect(runs[1]?.figures).toMatchObject({ kept: 1, withoutConsent: 1, missing: 1 });
  }, 120_000);

  it('simulates a shop in a tenant of its own, whose channels meet the truth', async () => {
    const options = ['--tenant', 'second-shop', '--people', '300', '--days', '5', '--no-history'];
    const simulated = JSON.parse(await platform.stellwerk('simulate', ...options, '--json'));
    const { outcome, channels } = simulated as {
      outcome: Record<string, number>;
      channels: { channel: string; credits: Record<string, number>; incremental: number | null }[];
    };
    expect(outcome).toMatchObject({ rejected: 0, missing: 0, kept: outcome.events });
    const credited = channels.filter(({ credits }) => (credits.linear ?? 0) > 0);
    expect(credited.length).toBeGreaterThan(2);
    // Every channel that got credit is one of which the truth is known.
    expect(credited.filter(({ incremental }) => incremental === null)).toEqual([]);
  }, 180_000);

  it('counts nothing twice when the same journeys come again, shuffled', async () => {
    const shuffled = join(platform.stateDir, 'shuffled.csv');
    writeJourneys(shuffled, 400, 7, true);
    await platform.stellwerk('replay', shuffled, '--tenant', 'paths', '--format', 'paths', '--split-devices');
    expect(await books('paths')).toMatchObject({
      received: 2 * written.events,
      duplicates: written.events,
      accepted: written.events,
      difference: 0,
      missing: 0,
      repeated: 0,
    });
    await expectFiguresOf('paths');
  }, 180_000);

  it('loses and doubles nothing while parts are killed', async () => {
    const replayed = platform.start(['replay', file, '--tenant', 'killed', '--format', 'paths', '--split-devices']);
    replayed.catch(() => {});
    for (const part of ['warehouse', 'tracking', 'kafka']) {
      await sleep(1_500);
      await platform.kill(part);
    }
    await replayed;
    expect(await books('killed', '--topics')).toMatchObject({
      accepted: written.events,
      difference: 0,
      missing: 0,
      repeated: 0,
      deadLetters: 0,
      alarms: [],
    });
    await expectFiguresOf('killed');
  }, 300_000);

  it('shows the way of one event from the request to its row', async () => {
    const writeKey = await writeKeyOf(platform, 'traced');
    await sleep(1_000);
    const messageId = 'e2e-traced-1';
    const response = await fetch(`${platform.trackingUrl}/v1/page`, {
      method: 'POST',
      headers: {
        authorization: `Basic ${Buffer.from(`${writeKey}:`).toString('base64')}`,
        'content-type': 'application/json',
        'x-stellwerk-trace': '1',
      },
      body: JSON.stringify({ messageId, anonymousId: 'visitor-1', context: { campaign: { source: 'newsletter' } } }),
    });
    expect(response.status).toBe(200);
    const trace = await eventually(async () => {
      const output = await platform.stellwerk('trace', messageId);
      return output.includes('curated.touches') && output.includes('warehouse') ? output : null;
    });
    for (const step of ['tracking', 'process tracking.received.v1', 'process tracking.event.v1', 'curated.events']) {
      expect(trace).toContain(step);
    }
  }, 60_000);

  it('keeps what it refuses and says why', async () => {
    const writeKey = await writeKeyOf(platform, 'refused');
    await sleep(1_000);
    const response = await fetch(`${platform.trackingUrl}/v1/track`, {
      method: 'POST',
      headers: {
        authorization: `Basic ${Buffer.from(`${writeKey}:`).toString('base64')}`,
        'content-type': 'application/json',
        'content-encoding': 'gzip',
      },
      body: gzipSync('{"event": "Order Completed", '),
    });
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ code: expect.stringMatching(/^TRK_/), fix: expect.any(String) });
    await eventually(async () => ((await books('refused')).rejected === 1 ? true : null));
    const [rejected] = JSON.parse(await platform.stellwerk('rejected', 'list', '--tenant', 'refused', '--json'));
    const show = (...args: string[]) =>
      platform.stellwerk('rejected', 'show', rejected.rejectedId, '--tenant', 'refused', ...args);
    const packed = join(platform.stateDir, 'packed');
    await show('--out', packed);
    expect(gunzipSync(readFileSync(packed)).toString()).toBe('{"event": "Order Completed", ');
    expect(await show('--unpack')).toBe('{"event": "Order Completed", ');
    const mended = join(platform.stateDir, 'mended.json');
    await show('--unpack', '--out', mended);
    const broken = readFileSync(mended, 'utf8');
    writeFileSync(mended, `${broken.replace('Order Completed', 'Mended')}"anonymousId": "visitor-1"}`);
    await platform.stellwerk('rejected', 'fix', rejected.rejectedId, '--tenant', 'refused', '--file', mended);
    await eventually(async () => ((await books('refused')).accepted === 1 ? true : null));
    expect(JSON.parse(await platform.stellwerk('dead', 'list', '--json'))).toEqual([]);
  }, 60_000);

  it('has everything again after a stop and a start', async () => {
    await platform.down();
    await platform.up();
    await expectFiguresOf('paths');
    const denied = await fetch(`${platform.trackingUrl.replace(/1$/, '4')}/v1/attribution`, { method: 'POST' });
    expect(denied.status).toBe(401);
    expect(adminToken(platform)).toMatch(/^[0-9a-f]{48}$/);
  }, 120_000);
});

async function eventually<Value>(look: () => Promise<Value | null>): Promise<Value> {
  for (let attempt = 0; attempt < 40; attempt++) {
    const found = await look().catch(() => null);
    if (found !== null) return found;
    await sleep(500);
  }
  throw new Error('waited in vain');
}
