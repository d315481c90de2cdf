import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { adminToken, type Platform, startPlatform } from '@stellwerk/cli/testing';
import type { GivenAnswer } from '@stellwerk/rag';
import OpenAI from 'openai';
import { eventually } from './eventually.js';

const ROOT = join(import.meta.dirname, '../../..');
const MANIFEST = join(ROOT, 'services/rag/examples/shop/manifest.yaml');
const RETURNS = 'Wie lange kann ich eine Lampe zurückgeben?';
/** Stands in the handbook of customer service, and nowhere else. */
const GOODWILL = 'Bis wie viele Tage nach der Lieferung nehmen wir unbenutzte Ware aus Kulanz zurück?';

type Cited = Pick<GivenAnswer, 'abstained' | 'sentences' | 'traceId'>;
type Ingested = {
  documents: number;
  indexed: number;
  unchanged: number;
  pointsWritten: number;
  embeddingsComputed: number;
};

describe('the knowledge base of a running platform', () => {
  let platform: Platform;
  let tokens: Readonly<Record<'viewer' | 'support' | 'stranger', string>>;

  beforeAll(async () => {
    platform = await startPlatform();
    await platform.stellwerk('apply', '-f', join(ROOT, 'config'));
    await platform.stellwerk('tenant', 'create', 'other', '--store-by-default');
    const tokenOf = async (name: string, tenant: string, ...more: string[]) =>
      (
        await platform.stellwerk('token', 'create', '--name', name, '--role', 'viewer', '--tenant', tenant, ...more)
      ).trim();
    tokens = {
      viewer: await tokenOf('viewer', 'demo'),
      support: await tokenOf('support', 'demo', '--group', 'support'),
      stranger: await tokenOf('stranger', 'other'),
    };
  }, 400_000);
  afterAll(() => platform.remove());

  const json = async <Value>(...args: string[]): Promise<Value> =>
    JSON.parse(await platform.stellwerk('rag', ...args, '--tenant', 'demo', '--json'));
  const call = async (token: string, path: string, body?: object, headers: Record<string, string> = {}) =>
    fetch(`${platform.urlOf('rag')}${path}`, {
      method: body === undefined ? 'GET' : 'POST',
      headers: { authorization: `Bearer ${token}`, ...(body && { 'content-type': 'application/json' }), ...headers },
      ...(body && { body: JSON.stringify(body) }),
    });
  const ask = async (token: string, question: string, tenant = 'demo'): Promise<GivenAnswer> => {
    const reply = await call(token, '/v1/answer', { tenant, question });
    if (!reply.ok) throw new Error(`${reply.status}: ${await reply.text()}`);
    return (await reply.json()) as GivenAnswer;
  };
  /** Every quotation, resolved again at the place that it names. */
  const expectProven = async ({ sentences }: Cited) => {
    const citations = sentences.flatMap((sentence) => sentence.citations);
    expect(citations.length).toBeGreaterThan(0);
    for (const { documentId, version, start, end, quote } of citations) {
      const place = new URLSearchParams({ tenant: 'demo', documentId, version, start: `${start}`, end: `${end}` });
      const resolved = (await (await call(adminToken(platform), `/v1/citations?${place}`)).json()) as { quote: string };
      expect(resolved).toMatchObject({ quote, superseded: false });
    }
  };
  const rows = async <Row>(query: string): Promise<Row[]> => {
    const client = platform.clickHouse('analyst');
    try {
      return await (await client.query({ query, format: 'JSONEachRow' })).json<Row>();
    } finally {
      await client.close();
    }
  };

  it('takes in the documents of the shop once, and writes nothing when they come again', async () => {
    const first = await eventually(() => json<Ingested>('ingest', '--manifest', MANIFEST));
    expect(first.documents).toBeGreaterThanOrEqual(15);
    expect(first.indexed + first.unchanged).toBe(first.documents);
    const again = await json<Ingested>('ingest', '--manifest', MANIFEST);
    expect(again).toMatchObject({ unchanged: first.documents, pointsWritten: 0, embeddingsComputed: 0 });
    const stored = await eventually(async () => {
      const [row] = await rows<{ documents: string; missing: string }>(
        `SELECT uniqExact(document_id) AS documents, sum(points_expected - points_present) AS missing
         FROM ops.rag_ingestions FINAL WHERE tenant = 'demo' AND outcome = 'indexed'`,
      );
      return Number(row?.documents) === first.documents ? row : null;
    });
    expect(Number(stored?.missing)).toBe(0);
  }, 400_000);

  it.each([
    ['German', RETURNS, /30 Tage/],
    ['English', 'How many days do I have to return a lamp?', /30 days/],
  ])('answers a %s question with slices that prove it', async (_language, question, expected) => {
    const answer = await json<Cited>('ask', question);
    expect(answer.abstained).toBe(false);
    expect(answer.sentences.map(({ text }) => text).join(' ')).toMatch(expected);
    await expectProven(answer);
  });

  it('says that the sources do not answer what they do not answer', async () => {
    expect(await json<Cited>('ask', 'Wer hat im Jahr 1889 den Eiffelturm gebaut?')).toMatchObject({
      abstained: true,
      sentences: [],
    });
  });

  it('puts an answer on record with its trace, and no word of it', async () => {
    const { traceId = '', answerId } = await ask(tokens.viewer, RETURNS);
    const [row] = await eventually(async () => {
      const found = await rows<Record<string, unknown>>(
        `SELECT caller, source_documents, supported, model, prompt, generation, trace_id
         FROM ops.rag_answers FINAL WHERE answer_id = '${answerId}'`,
      );
      return found.length === 1 ? found : null;
    });
    expect(row).toMatchObject({ caller: 'viewer', model: 'extractive', trace_id: traceId });
    expect(row?.source_documents).not.toEqual([]);
    const trace = await eventually(async () => {
      const printed = await platform.stellwerk('trace', traceId);
      return /answer question.*model extractive, prompt grounded-answer@/.test(printed) ? printed : null;
    });
    expect(trace).toMatch(/retrieval[\s\S]*embeddings multilingual-e5-small/);
    expect(trace).toMatch(/sources \S*-de@[0-9a-f]{32}/);
  });

  it('shows a document to whom its source lets see it, at every door', async () => {
    for (const [name, isSeen] of [
      ['viewer', false],
      ['support', true],
    ] as const) {
      const token = tokens[name];
      const seen = [
        JSON.stringify(await ask(token, GOODWILL)),
        await (await call(token, '/v1/search', { tenant: 'demo', query: GOODWILL, limit: 50 })).text(),
        await (await call(token, '/v1/documents?tenant=demo')).text(),
        await (await call(token, '/v1/answer', { tenant: 'demo', question: GOODWILL, stream: true })).text(),
      ];
      expect(seen.map((text) => text.includes('goodwill-de'))).toEqual(seen.map(() => isSeen));
      expect((await call(token, '/v1/documents/goodwill-de?tenant=demo')).status).toBe(isSeen ? 200 : 404);
    }
  });

  it('keeps tenants apart', async () => {
    expect((await call(tokens.stranger, '/v1/search', { tenant: 'demo', query: RETURNS })).status).toBe(403);
    const own = (await (
      await call(tokens.stranger, '/v1/search', { tenant: 'other', query: RETURNS })
    ).json()) as object;
    expect(own).toMatchObject({ hits: [] });
    expect(await ask(tokens.stranger, RETURNS, 'other')).toMatchObject({ abstained: true, hits: [] });
  });

  it('streams only what is verified, and the whole answer last', async () => {
    const reply = await call(
      tokens.viewer,
      '/v1/answer',
      { tenant: 'demo', question: RETURNS },
      { accept: 'text/event-stream' },
    );
    const events = (await reply.text()).trim().split('\n\n');
    const [type, data] = (events.at(-1) ?? '').split('\n').map((line) => line.slice(line.indexOf(' ') + 1));
    expect([type, events[0]?.startsWith('event: sentence')]).toEqual(['answer', true]);
    const { sentences } = JSON.parse(data ?? '') as GivenAnswer;
    expect(sentences.every(({ verdict }) => verdict === 'supported')).toBe(true);
    expect(events).toHaveLength(sentences.length + 1);
  });

  it('serves an unmodified OpenAI client, streaming or not', async () => {
    const client = new OpenAI({ baseURL: `${platform.urlOf('rag')}/v1`, apiKey: tokens.viewer, maxRetries: 0 });
    const request = { model: 'stellwerk-knowledge', messages: [{ role: 'user' as const, content: RETURNS }] };
    const { choices } = await client.chat.completions.create(request);
    expect(choices[0]?.message.annotations?.length).toBeGreaterThan(0);
    let streamed = '';
    for await (const chunk of await client.chat.completions.create({ ...request, stream: true }))
      streamed += chunk.choices[0]?.delta.content ?? '';
    expect(streamed).toBe(choices[0]?.message.content);
  });

  it('serves agents over MCP under the rights of their token', async () => {
    for (const [name, isSeen] of [
      ['viewer', false],
      ['support', true],
    ] as const) {
      const client = new Client({ name: 'test', version: '1' });
      const requestInit = { headers: { authorization: `Bearer ${tokens[name]}` } };
      const transport = new StreamableHTTPClientTransport(new URL(`${platform.urlOf('rag')}/mcp`), { requestInit });
      await client.connect(transport as Parameters<typeof client.connect>[0]);
      const found = await client.callTool({ name: 'search', arguments: { query: GOODWILL, limit: 50 } });
      expect(JSON.stringify(found).includes('goodwill-de')).toBe(isSeen);
      await client.close();
    }
  });

  it('decides broken files, and keeps what it had', async () => {
    const folder = join(platform.stateDir, 'broken');
    mkdirSync(folder);
    writeFileSync(join(folder, 'broken.pdf'), '%PDF-1.7 nothing follows');
    writeFileSync(join(folder, 'empty.md'), '');
    writeFileSync(join(folder, 'none.docx'), 'no archive');
    const failed = await platform
      .stellwerk('rag', 'ingest', folder, '--tenant', 'demo', '--source', 'shop-help')
      .catch((error: { stderr: string }) => error);
    const { stderr } = failed as { stderr: string };
    expect(stderr).toContain('CLI_DOCUMENTS_REFUSED');
    for (const file of ['broken.pdf', 'empty.md', 'none.docx'])
      expect(stderr).toMatch(new RegExp(`${file}: rejected \\(RAG_`));
    expect((await ask(tokens.viewer, RETURNS)).abstained).toBe(false);
  });

  it('forgets a deleted document at once, in answers that it kept as well', async () => {
    expect(JSON.stringify(await ask(tokens.support, GOODWILL))).toContain('goodwill-de');
    await platform.stellwerk('rag', 'documents', 'delete', 'goodwill-de', '--tenant', 'demo');
    expect(JSON.stringify(await ask(tokens.support, GOODWILL))).not.toContain('goodwill-de');
    const [row] = await eventually(async () => {
      const found = await rows<{ outcome: string }>(
        `SELECT outcome FROM ops.rag_ingestions FINAL WHERE document_id = 'goodwill-de' AND outcome = 'deleted'`,
      );
      return found.length > 0 ? found : null;
    });
    expect(row?.outcome).toBe('deleted');
  });
});
