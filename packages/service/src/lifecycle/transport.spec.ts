import { Controller, Inject, Module } from '@nestjs/common';
import { EventPattern, Payload } from '@nestjs/microservices';
import { createMemoryBus, type MessageBatch, UnavailableError } from '@stellwerk/bus';
import { eventually } from '@stellwerk/bus/contract';
import { BusTransport } from '@stellwerk/bus/nest';
import { BACKLOG, type Backlog, BUS, createLogger } from '../index.js';
import { startTestService } from '../testing.js';

class Journal {
  readonly entries: string[] = [];
  failures: unknown[] = [];
}

@Controller()
class JournalConsumer {
  constructor(@Inject(Journal) private readonly journal: Journal) {}

  @EventPattern<string>('sample.event.v1')
  handle(@Payload() batch: MessageBatch) {
    const failure = this.journal.failures.shift();
    if (failure) throw failure;
    const texts = batch.messages.map((message) => String(message.value));
    this.journal.entries.push(...texts.filter((text) => text !== 'odd'));
    const odd = batch.messages.filter((message) => String(message.value) === 'odd');
    return { dead: odd.map((message) => ({ message, code: 'ODD', step: 'journal', detail: 'is odd' })) };
  }
}

@Module({ controllers: [JournalConsumer], providers: [Journal] })
class JournalModule {}

const publish = (text: string) => [{ topic: 'sample.event.v1', key: 'k', value: Buffer.from(text), headers: {} }];

describe('a consumer behind @EventPattern', () => {
  async function start(failures: unknown[], now = () => new Date()) {
    const bus = createMemoryBus({ now });
    const service = await startTestService({
      name: 'sample',
      module: JournalModule,
      config: {},
      bus,
      clock: now,
      transports: (app) => {
        app.get(Journal).failures = failures;
        return [new BusTransport({ bus: app.get(BUS), group: 'sample', deadLetterTopic: 'sample.dead.v1' })];
      },
    });
    return { bus, service, journal: service.app.get(Journal) };
  }

  it('handles batches', async () => {
    const { bus, service, journal } = await start([]);
    await bus.publish(publish('one'));
    await bus.idle();
    expect(journal.entries).toEqual(['one']);
    await service.close();
  });

  it('has its batch repeated for as long as infrastructure is down, without a dead letter', async () => {
    const { bus, service, journal } = await start(Array.from({ length: 5 }, () => new UnavailableError('store')));
    await bus.publish(publish('one'));
    await bus.idle();
    expect([journal.entries, bus.messages('sample.dead.v1')]).toEqual([['one'], []]);
    await service.close();
  });

  it('keeps the class of a defect: bounded attempts, then a dead letter', async () => {
    const { bus, service } = await start(Array.from({ length: 9 }, () => new RangeError('defect')));
    await bus.publish(publish('one'));
    await bus.idle();
    expect(bus.messages('sample.dead.v1').map((letter) => letter.headers.dead_detail)).toEqual(['RangeError']);
    await service.close();
  });

  it('shows in health what it waits for, how much waits and since when, and that it is about to be lost', async () => {
    let now = new Date('2026-11-24T10:00:00.000Z');
    const attempts = 10_000;
    const failures = Array.from({ length: attempts }, () => new UnavailableError('store'));
    const { bus, service } = await start(failures, () => now);
    bus.setRetention('sample.event.v1', 48 * 3_600_000);
    await bus.publish(publish('one'));
    await bus.publish(publish('two'));
    await eventually('a second attempt', () => failures.length <= attempts - 2);
    const ready = async () => {
      await service.app.get<Backlog>(BACKLOG).check();
      const reply = await service.app.inject({ method: 'GET', url: '/health/ready' });
      return [reply.statusCode, reply.json().checks.consumers, reply.json().figures.consumers];
    };
    now = new Date(now.getTime() + 60_000);
    const figures = (oldestSeconds: number | null, lag: number) => [{ group: 'sample', lag, oldestSeconds }];
    expect(await ready()).toEqual([503, 'waits for store', figures(60, 2)]);
    now = new Date(now.getTime() + 25 * 3_600_000);
    expect(service.app.get<Backlog>(BACKLOG).overdue).toBeNull();
    await ready();
    expect(service.app.get<Backlog>(BACKLOG).overdue).toMatch(
      /^sample: 2 messages of sample\.event\.v1\/\d have waited for more than 24 h; the broker deletes them after 48 h$/,
    );
    failures.length = 0;
    await bus.idle();
    expect(await ready()).toEqual([200, null, figures(null, 0)]);
    await service.close();
  });

  it('declares single messages dead', async () => {
    const { bus, service, journal } = await start([]);
    await bus.publish([...publish('odd'), ...publish('even')]);
    await bus.idle();
    expect(journal.entries).toEqual(['even']);
    expect(bus.messages('sample.dead.v1').map((letter) => letter.headers.dead_code)).toEqual(['ODD']);
    await service.close();
  });
});

describe('log lines', () => {
  it('are one JSON document each', () => {
    const lines: string[] = [];
    createLogger(
      'sample',
      (line) => lines.push(line),
      () => new Date(0),
    ).info('ready', { port: 1 });
    expect(lines).toEqual([
      '{"at":"1970-01-01T00:00:00.000Z","level":"info","service":"sample","message":"ready","port":1}\n',
    ]);
  });
});
