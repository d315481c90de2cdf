import { Readable } from 'node:stream';
import { createProgram } from '@stellwerk/cli';
import { migrate } from '@stellwerk/clickhouse';
import { deterministicId } from '@stellwerk/contracts';
import { migrationsFolder } from '@stellwerk/warehouse';
import { startClickHouse, type TestClickHouse } from './support/clickhouse.js';

const NOW = new Date('2026-11-24T10:00:00.000Z');
const DAY_MS = 86_400_000;
const daysAgo = (days: number) =>
  new Date(NOW.getTime() - days * DAY_MS).toISOString().replace('T', ' ').replace('Z', '');

let clickhouse: TestClickHouse;
beforeAll(async () => {
  clickhouse = await startClickHouse();
  await migrate(clickhouse.client, migrationsFolder);
  const answers = Array.from({ length: 300 }, (_, at) => {
    const isLater = at % 2 === 0;
    return {
      tenant: at < 280 ? 'demo' : 'other',
      answer_id: deterministicId('answer', String(at)),
      answered_at: daysAgo(isLater ? 3 : 10),
      door: 'answer',
      language: isLater ? 'en' : 'de',
      abstained: at % 10 === 0,
      reason: at % 10 === 0 ? 'not-in-sources' : '',
      confidence: 0.8,
      best_score: at % 10 === 0 ? null : 1.5,
      source_documents: at % 10 === 0 ? [] : ['returns-de'],
      _topic: 'test',
      _partition: 0,
      _offset: at,
    };
  });
  await clickhouse.client.insert({ table: 'ops.rag_answers', values: answers, format: 'JSONEachRow' });
  const feedback = (at: number, days: number, verdict: string, more: object = {}) => ({
    tenant: 'demo',
    feedback_id: deterministicId('feedback', String(at)),
    answer_id: deterministicId('answer', '2'),
    given_at: daysAgo(days),
    caller: `caller-${at}`,
    verdict,
    ...more,
    _topic: 'test',
    _partition: 0,
    _offset: at,
  });
  const words = [
    feedback(1, 2, 'not-helpful', { reasons: ['outdated'], expected_document: 'returns-en' }),
    feedback(1, 1, 'helpful'),
    feedback(2, 1, 'not-helpful', { reasons: ['wrong'], expected_document: 'returns-en' }),
    feedback(3, 90, 'not-helpful', { reasons: ['wrong'] }),
  ];
  await clickhouse.client.insert({ table: 'ops.rag_feedback', values: words, format: 'JSONEachRow' });
});
afterAll(() => clickhouse?.stop());

async function run(...args: string[]) {
  const lines: string[] = [];
  const { url, user, password } = clickhouse.stack.clickhouse;
  const nowhere = {
    trackingUrl: undefined,
    identityUrl: undefined,
    warehouseUrl: undefined,
    attributionUrl: undefined,
  };
  const context = {
    environment: {
      ...nowhere,
      stateDir: '/nowhere',
      portBase: 0,
      kafkaBrokers: undefined,
      kafkaAccess: {},
      mmmUrl: undefined,
      ragUrl: 'http://127.0.0.1:1',
      clickHouseUrl: url,
      clickHouseUser: user,
      clickHousePassword: password,
      token: 'none',
    },
    input: Readable.from([]),
    write: (line: string) => void lines.push(line),
    writeBytes: async () => {},
    report: () => {},
    now: () => NOW,
    signal: new AbortController().signal,
  };
  await createProgram(context, 'stellwerk').parseAsync(args, { from: 'user' });
  return JSON.parse(lines.join(''));
}

describe('what is known of answers', () => {
  it('is compared between windows of time, for one tenant', async () => {
    const { drifts } = await run('rag', 'drift', '--tenant', 'demo', '--days', '7', '--json');
    expect(
      drifts.map(({ what, before, after, verdict }: Record<string, unknown>) => [what, before, after, verdict]),
    ).toEqual(
      ['language', 'outcome', 'door', 'document', 'best score', 'confidence'].map((what) => [
        what,
        140,
        140,
        expect.any(String),
      ]),
    );
    expect(drifts[0]).toMatchObject({ what: 'language', verdict: 'major' });
    expect(drifts[2]).toMatchObject({ what: 'door', verdict: 'stable' });
    await expect(run('rag', 'drift', '--tenant', 'demo', '--alarm', '--json')).rejects.toMatchObject({
      code: 'CLI_DRIFTED',
    });
  });

  it('is what readers said last', async () => {
    expect(await run('rag', 'judgements', '--tenant', 'demo', '--days', '28', '--json')).toMatchObject({
      judgements: 2,
      answers: 1,
      helpful: 1,
      reasons: [{ reason: 'wrong', count: 1 }],
      expectedDocuments: [{ documentId: 'returns-en', count: 1 }],
    });
  });
});
