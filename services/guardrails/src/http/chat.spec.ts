import { createHash } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import { Module } from '@nestjs/common';
import { type ControlTable, createMemoryBus, type MemoryBus, publishControlDocument } from '@stellwerk/bus';
import { type ControlDocument, type ControlKind, guardDecided, modelCalled } from '@stellwerk/contracts';
import { AllowedHosts, ModelDispatch } from '@stellwerk/models';
import { BUS, CONTROL_TABLE } from '@stellwerk/service';
import { startTestService, type TestService } from '@stellwerk/service/testing';
import OpenAI from 'openai';
import { errors } from '../errors.js';
import { ControlRules } from '../gates/control-rules.js';
import { DecisionLog } from '../gates/decision-log.js';
import { ChatProxy } from '../proxy/chat-proxy.js';
import { ChatRecord } from '../proxy/chat-record.js';
import { ModelRoutes } from '../proxy/model-routes.js';
import { UsageLimits } from '../proxy/usage-limits.js';
import { ModelEndpoint } from '../testing/model-endpoint.js';
import { WordGuard } from '../testing/word-guard.js';
import { ChatController } from './chat.controller.js';

const clock = { nowMs: Date.parse('2026-11-24T13:00:00.000Z') };
const now = () => new Date(clock.nowMs);
let stopwatchMs = 0;

const documentOf = (kind: ControlKind, tenant: string, name: string, spec: object, version = 1) =>
  ({ kind, tenant, name, version, spec, by: 'test', at: now().toISOString() }) as ControlDocument;

const SECRET = 'the-secret-of-the-app';
const guard = new WordGuard();

@Module({
  controllers: [ChatController],
  providers: [
    {
      provide: ChatProxy,
      inject: [CONTROL_TABLE, BUS],
      useFactory: (control: ControlTable, bus: MemoryBus) => {
        const hosts = new AllowedHosts('STELLWERK_MODEL_HOSTS', ['127.0.0.1'], errors.HOST_NOT_ALLOWED);
        const rules = new ControlRules(control, hosts, fetch, () => {});
        return new ChatProxy({
          guard,
          control,
          routes: new ModelRoutes(
            new ModelDispatch({ control, hosts, keys: new Map(), fetch, now: () => clock.nowMs }),
          ),
          limits: new UsageLimits(rules, control),
          record: new ChatRecord(bus, new DecisionLog(bus, now), now),
          now: () => clock.nowMs,
          stopwatch: () => (stopwatchMs += 2),
        });
      },
    },
  ],
})
class TestModule {}

describe('an OpenAI client that points at the proxy', () => {
  let bus: MemoryBus;
  let service: TestService;
  let model: ModelEndpoint;
  let spare: ModelEndpoint;
  let client: OpenAI;

  beforeEach(async () => {
    guard.checks.length = 0;
    [model, spare] = await Promise.all([ModelEndpoint.start(), ModelEndpoint.start()]);
    bus = createMemoryBus({ now });
    const sha256 = createHash('sha256').update(SECRET).digest('hex');
    const expiresAt = '2027-01-01T00:00:00.000Z';
    service = await startTestService({
      name: 'guardrails',
      module: TestModule,
      bus: bus.connect(),
      clock: now,
      config: {},
      documents: [
        documentOf('token', 'platform', 'app', {
          sha256,
          roles: ['marketer'],
          tenants: ['demo'],
          expiresAt,
          revoked: false,
        }),
        documentOf('tenant', 'demo', 'demo', {
          displayName: 'Demo',
          currency: 'EUR',
          timezone: 'Europe/Berlin',
          region: 'DE',
        }),
        documentOf('model-route', 'demo', 'default', {
          useCase: 'default',
          models: [
            { model: 'small', baseUrl: model.baseUrl, upstreamModel: 'small-1' },
            { model: 'spare', baseUrl: spare.baseUrl },
          ],
        }),
        documentOf('price-table', 'platform', 'prices', {
          currency: 'EUR',
          models: { small: { inputMicrosPerMillionTokens: 1_000_000, outputMicrosPerMillionTokens: 4_000_000 } },
        }),
      ],
    });
    await service.app.listen(0, '127.0.0.1');
    const { port } = service.app.getHttpServer().address() as AddressInfo;
    client = new OpenAI({ apiKey: SECRET, baseURL: `http://127.0.0.1:${port}/v1`, maxRetries: 0 });
  });

  afterEach(async () => {
    await Promise.all([model.close(), spare.close()]);
    await service.close();
  });

  const ask = (content: string, more: object = {}) =>
    client.chat.completions.create({ model: 'small', messages: [{ role: 'user', content }], ...more, stream: false });

  async function streamed(content: string, more: object = {}) {
    const stream = await client.chat.completions.create({
      model: 'small',
      messages: [{ role: 'user', content }],
      ...more,
      stream: true,
    });
    const chunks = [];
    for await (const chunk of stream) chunks.push(chunk);
    const deltas = chunks.flatMap(({ choices }) => choices);
    return {
      chunks,
      pieces: deltas.flatMap(({ delta }) => delta.content || []),
      text: deltas.map(({ delta }) => delta.content ?? '').join(''),
      refusal: deltas.map(({ delta }) => delta.refusal ?? '').join(''),
      finish: deltas.find(({ finish_reason }) => finish_reason)?.finish_reason,
      calls: deltas.flatMap(({ delta }) => delta.tool_calls ?? []),
      note: chunks.map((chunk) => ('stellwerk' in chunk ? chunk.stellwerk : undefined)).find(Boolean),
    };
  }

  const calls = () => bus.messages(modelCalled.type).map(({ value }) => JSON.parse(String(value)));
  const decisions = () => bus.messages(guardDecided.type).map(({ value }) => JSON.parse(String(value)));

  it('gets its answer, what it cost is on record, and members that nobody looks at go through', async () => {
    model.script.push({ words: ['Guten Tag. ', 'Gern.'] });
    const answer = await ask('Hallo', { temperature: 0.3, seed: 7 });
    expect(answer.choices[0]).toMatchObject({ message: { content: 'Guten Tag. Gern.' }, finish_reason: 'stop' });
    expect(model.requests[0]?.body).toMatchObject({ model: 'small-1', temperature: 0.3, seed: 7 });
    expect(calls()).toMatchObject([
      {
        model: 'small',
        caller: 'app',
        inputTokens: 100,
        outputTokens: 20,
        costMicros: 180,
        currency: 'EUR',
        verdict: 'allow',
        outcome: 'answered',
      },
    ]);
    expect(guard.checks.map(({ provenance, text }) => [provenance, text])).toEqual([
      ['user', 'Hallo'],
      ['output', 'Guten Tag. '],
      ['output', 'Gern.'],
    ]);
  });

  it('is refused before a model sees what is blocked', async () => {
    const answer = await ask('ANGRIFF');
    expect(answer.choices[0]).toMatchObject({
      message: { content: null, refusal: expect.any(String) },
      finish_reason: 'content_filter',
    });
    expect(model.requests).toEqual([]);
    expect(calls()).toMatchObject([{ verdict: 'block', outcome: 'blocked', rules: ['word.angriff'], inputTokens: 0 }]);
    expect(decisions()).toMatchObject([{ verdict: 'block', provenance: 'user', microseconds: 2_000 }]);
  });

  it('has what is personal masked on its way there and back', async () => {
    model.script.push({ words: ['Ihr Wort ist GEHEIM. ', 'Sonst nichts.'] });
    const answer = await ask('Mein Wort ist GEHEIM');
    expect(model.requests[0]?.body.messages).toEqual([{ role: 'user', content: 'Mein Wort ist ***' }]);
    expect(answer.choices[0]?.message.content).toBe('Ihr Wort ist ***. Sonst nichts.');
    expect(calls()).toMatchObject([{ verdict: 'repair', outcome: 'answered' }]);
  });

  it('is told where an answer was cut off', async () => {
    model.script.push({ words: ['Erst gut. ', 'Dann ANGRIFF. ', 'Dann mehr.'] });
    const answer = await ask('Hallo');
    expect(answer.choices[0]).toMatchObject({
      message: { content: 'Erst gut. ', refusal: expect.any(String) },
      finish_reason: 'content_filter',
    });
  });

  it('gets the notice that an answer needs at its end, streamed or not', async () => {
    guard.closing = '\n\nVon einer KI.';
    model.script.push({ words: ['Gern. ', 'Bitte.'] }, { words: ['Gern. ', 'Bitte.'] });
    expect((await ask('Hallo')).choices[0]?.message.content).toBe('Gern. Bitte.\n\nVon einer KI.');
    expect((await streamed('Hallo')).text).toBe('Gern. Bitte.\n\nVon einer KI.');
    guard.closing = '';
  });

  it('checks every role by where its text comes from', async () => {
    await client.chat.completions.create({
      model: 'small',
      messages: [
        { role: 'system', content: 'Sei nett' },
        { role: 'system', content: [{ type: 'text', text: 'Und kurz' }] },
        { role: 'user', content: [{ type: 'text', text: 'Teil eins' }] },
        {
          role: 'assistant',
          content: null,
          tool_calls: [{ id: '1', type: 'function', function: { name: 'f', arguments: '{}' } }],
        },
        { role: 'tool', tool_call_id: '1', content: 'Ergebnis' },
      ],
    });
    expect(guard.checks.map(({ provenance, text }) => `${provenance}: ${text}`)).toEqual([
      'system: Sei nett',
      'system: Und kurz',
      'user: Teil eins',
      'tool: Ergebnis',
      'output: ok',
    ]);
    expect(guard.checks.at(-1)?.prompts).toEqual(['Sei nett', 'Und kurz']);
  });

  describe('and streams', () => {
    it('gets whole sentences, each checked, and at last what it cost', async () => {
      model.script.push({ words: ['Gu', 'ten Tag, Dr', '. Weber.', ' Ger', 'n.'] });
      const { pieces, finish, note, chunks } = await streamed('Hallo', { stream_options: { include_usage: true } });
      expect([pieces, finish]).toEqual([['Guten Tag, Dr. Weber. ', 'Gern.'], 'stop']);
      expect(note).toMatchObject({ verdict: 'allow', costMicros: 180, currency: 'EUR' });
      expect(chunks.at(-1)?.usage).toMatchObject({ total_tokens: 120 });
      expect(calls()).toMatchObject([{ costMicros: 180, outcome: 'answered', firstTokenMilliseconds: 0 }]);
    });

    it('never shows a sentence that is blocked, nor what comes after it', async () => {
      model.script.push({ words: ['Erst gut. ', 'Dann AN', 'GRIFF und mehr. ', 'Dann mehr.'] });
      const { text, refusal, finish } = await streamed('Hallo');
      expect([text, finish]).toEqual(['Erst gut. ', 'content_filter']);
      expect(refusal).not.toBe('');
      expect(calls()).toMatchObject([{ outcome: 'blocked', rules: ['word.angriff'] }]);
      expect(decisions()).toMatchObject([{ verdict: 'block', provenance: 'output', microseconds: 2_000 }]);
    });

    it('has a word masked that comes in pieces', async () => {
      model.script.push({ words: ['Es ist GE', 'HE', 'IM, sagt er.'] });
      expect((await streamed('Hallo')).text).toBe('Es ist ***, sagt er.');
    });

    it('is refused before a model sees what is blocked', async () => {
      const { text, refusal, finish } = await streamed('ANGRIFF');
      expect([text, finish, model.requests]).toEqual(['', 'content_filter', []]);
      expect(refusal).not.toBe('');
    });

    it.each([
      [['{"to":', '"a@b.de"}'], 'tool_calls', '{"to":"a@b.de"}'],
      [['{"to":"ANG', 'RIFF"}'], 'content_filter', undefined],
    ])('gets a call of a tool whole, once its arguments %j are checked', async (pieces, finish, given) => {
      model.script.push({ call: { name: 'send', pieces } });
      const answer = await streamed('Hallo');
      expect(answer.finish).toBe(finish);
      expect(answer.calls[0]?.function?.arguments).toBe(given);
    });

    it('is refused with a status where no model answers, and the call is on record', async () => {
      await expect(streamed('Hallo', { model: 'other' })).rejects.toMatchObject({ status: 404 });
      expect(calls()).toMatchObject([{ model: 'other', outcome: 'failed' }]);
    });

    it('learns in the stream that the model broke off, and the call is on record', async () => {
      model.script.push({ words: ['Erst gut. ', 'Dann'], breaksOff: true });
      await expect(streamed('Hallo')).rejects.toThrow();
      expect(calls()).toMatchObject([{ outcome: 'failed' }]);
    });
  });

  it('is answered by the next model of the route where the first does not answer', async () => {
    model.script.push({ status: 500 });
    spare.script.push({ words: ['von der Reserve'] });
    expect((await ask('Hallo')).choices[0]?.message.content).toBe('von der Reserve');
    expect(calls()).toMatchObject([{ model: 'small', answeredBy: 'spare' }]);
    expect(calls()[0]).not.toHaveProperty('costMicros');
  });

  it.each([
    ['a model that no route names', { model: 'other' }, 404, 'GRS_MODEL_UNKNOWN'],
    ['more than one choice', { n: 2 }, 400, 'SVC_INVALID_REQUEST'],
    ['no messages', { messages: [] }, 400, 'SVC_INVALID_REQUEST'],
  ])('is told about %s', async (_title, more, status, code) => {
    await expect(ask('Hallo', more)).rejects.toMatchObject({ status, error: { code } });
    expect(model.requests).toEqual([]);
  });

  it('is not held to the limits of tasks, which are those of agents', async () => {
    await publishControlDocument(bus, documentOf('usage-limit', 'demo', 'task', { per: 'task', callsPerDay: 1 }));
    await ask('eins');
    expect((await ask('zwei')).choices[0]?.finish_reason).toBe('stop');
  });

  it('is stopped by a switch for its model, and by a budget that is used up', async () => {
    await publishControlDocument(bus, documentOf('usage-limit', 'demo', 'daily', { per: 'tenant', microsPerDay: 300 }));
    await ask('eins');
    await ask('zwei');
    await expect(ask('drei')).rejects.toMatchObject({ status: 429 });
    await publishControlDocument(
      bus,
      documentOf('kill-switch', 'demo', 'small', { on: true, model: 'small', reason: 'incident' }),
    );
    await expect(ask('vier')).rejects.toMatchObject({ status: 403 });
    expect(model.requests).toHaveLength(2);
  });
});
