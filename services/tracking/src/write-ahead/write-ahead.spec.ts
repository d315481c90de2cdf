import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Bus, type OutgoingMessage, UnavailableError } from '@stellwerk/bus';
import { LocalStore } from '@stellwerk/local-state';
import { HealthRegistry } from '@stellwerk/service';
import fc from 'fast-check';
import { createPublisher } from './create-publisher.js';
import { WriteAheadLog } from './write-ahead-log.js';
import { WriteAheadPublisher } from './write-ahead-publisher.js';

const NOW = new Date('2026-11-24T10:00:00.000Z');
const message = (name: string): OutgoingMessage => ({
  topic: 'tracking.received.v1',
  key: 'demo/device:1',
  value: Buffer.from(name),
  headers: { ce_id: name },
});

/** A broker that can be away, and may take messages without being able to say so. */
class Broker {
  readonly taken: string[] = [];
  mode: 'up' | 'down' | 'mute' = 'up';
  /** What it never takes, nor anything that comes with it. */
  refused: string | undefined;

  async publish(messages: readonly OutgoingMessage[]) {
    const isRefused = messages.some(({ value }) => String(value) === this.refused);
    if (isRefused && this.mode !== 'down') throw new RangeError('a record that is too large');
    if (this.mode !== 'down') this.taken.push(...messages.map(({ value }) => String(value)));
    if (this.mode !== 'up') throw new UnavailableError('kafka');
    return new Map<string, bigint>();
  }
}

/** Writes something else over the first entry. */
async function spoil(folder: string, value: object | null) {
  const store = LocalStore.open(join(folder, 'waiting.mdb'), { maxTables: 1 });
  const options = Buffer.isBuffer(value) ? { encoding: 'binary' as const } : {};
  store.table<object | null, number>('waiting', options).put(1, value);
  await store.close();
}

describe('write-ahead publisher', () => {
  let folder: string;
  let broker: Broker;
  let publisher: WriteAheadPublisher;
  const open = (maxBytes = 10_000) => {
    publisher = new WriteAheadPublisher(broker, new WriteAheadLog(folder, maxBytes), () => NOW, 5);
  };
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'write-ahead-'));
    broker = new Broker();
    open();
  });
  afterEach(async () => {
    await publisher.close();
    rmSync(folder, { recursive: true });
  });

  it('stays out of the way while the broker is there', async () => {
    await publisher.publish([message('a')]);
    expect([broker.taken, publisher.health()]).toEqual([['a'], null]);
  });

  it('takes what comes during an outage, says so, and publishes it in order afterwards', async () => {
    broker.mode = 'down';
    for (const name of ['a', 'b']) await publisher.publish([message(name)]);
    expect(publisher.health()).toMatch(/^2 requests \(\d+ bytes\) wait on disk since 2026-11-24T10:00:00.000Z$/);
    broker.mode = 'up';
    await publisher.publish([message('c')]);
    await publisher.drained();
    expect([broker.taken, publisher.health()]).toEqual([['a', 'b', 'c'], null]);
  });

  it('publishes after a restart what waited before it', async () => {
    broker.mode = 'down';
    await publisher.publish([message('a'), message('b')]);
    await publisher.close();
    broker.mode = 'up';
    open();
    await publisher.drained();
    expect(broker.taken).toEqual(['a', 'b']);
  });

  it('refuses what it has no room for, so that clients keep it', async () => {
    await publisher.close();
    open(60);
    broker.mode = 'down';
    await publisher.publish([message('a')]);
    await expect(publisher.publish([message('b')])).rejects.toThrow(UnavailableError);
  });

  it('is unavailable, and says that it is the disk, where its folder cannot be made', () => {
    const opening = () => new WriteAheadLog(join('/dev/null', 'write-ahead'), 1);
    expect(opening).toThrow(UnavailableError);
    expect(opening).toThrow('local state (');
  });

  it('publishes again what the disk did not let it forget, and counts it as waiting until then', async () => {
    const log = new WriteAheadLog(join(folder, 'other'), 10_000);
    const forget = log.remove.bind(log);
    let refusals = 2;
    log.remove = async (ids) => {
      if (refusals-- > 0) throw new UnavailableError('local state (ENOSPC)');
      await forget(ids);
    };
    const other = new WriteAheadPublisher(broker, log, () => NOW, 5);
    broker.mode = 'down';
    await other.publish([message('a')]);
    broker.mode = 'up';
    await other.drained();
    expect([broker.taken, log.size, log.bytes]).toEqual([['a', 'a', 'a'], 0, 0]);
    await other.close();
  });

  describe('of what can never be published', () => {
    const WARNING = '1 requests on disk could not be published (RangeError); the next start tries them again';
    const waiting = async (...names: string[]) => {
      broker.mode = 'down';
      for (const name of names) await publisher.publish([message(name)]);
      broker.mode = 'up';
    };

    it.each([
      ['first', ['bad', 'a', 'b']],
      ['between others', ['a', 'bad', 'b']],
      ['last', ['a', 'b', 'bad']],
    ])('sets one aside that came %s, publishes the rest once each is alone, and goes on', async (_title, names) => {
      broker.refused = 'bad';
      await waiting(...names);
      await publisher.drained();
      expect([broker.taken, publisher.health(), publisher.warning()]).toEqual([['a', 'b'], null, WARNING]);
      await publisher.publish([message('c')]);
      expect(broker.taken).toEqual(['a', 'b', 'c']);
    });

    it('tries it again after the next start, and forgets it when it is out', async () => {
      broker.refused = 'bad';
      await waiting('bad', 'a');
      await publisher.drained();
      await publisher.close();
      open();
      await publisher.drained();
      expect([broker.taken, publisher.warning()]).toEqual([['a'], WARNING]);
      await publisher.close();
      broker.refused = undefined;
      open();
      await publisher.drained();
      expect([broker.taken, publisher.health(), publisher.warning()]).toEqual([['a', 'bad'], null, null]);
    });

    it.each([
      ['no entry', { tenant: 1 }],
      ['nothing', null],
      ['no encoding', Buffer.from([0xd9, 0xff, 0x41])],
    ])('starts, and publishes the rest, where there is %s on disk', async (_title, spoilt) => {
      await waiting('a');
      await publisher.close();
      broker.taken.length = 0;
      await spoil(folder, spoilt);
      open();
      await publisher.publish([message('b')]);
      await publisher.drained();
      expect(broker.taken).toEqual(expect.arrayContaining(['b']));
      expect([publisher.health(), publisher.warning()]).toEqual([null, expect.stringMatching(/^1 requests on disk/)]);
    });

    it('tells both in the report on health', async () => {
      await publisher.close();
      const health = new HealthRegistry();
      broker.refused = 'bad';
      const settings = { stateDir: join(folder, 'state'), writeAheadMaxBytes: 10_000 };
      publisher = createPublisher(broker as unknown as Bus, () => NOW, settings, health) as WriteAheadPublisher;
      await waiting('bad');
      await publisher.drained();
      expect(await health.report()).toMatchObject({
        status: 'ok',
        checks: { 'write-ahead': null },
        warnings: { 'write-ahead': WARNING },
      });
    });
  });

  it('passes defects on', async () => {
    broker.publish = async () => {
      throw new Error('a defect');
    };
    await expect(publisher.publish([message('a')])).rejects.toThrow('a defect');
  });

  it('loses nothing it acknowledged, whenever the broker goes and the process starts anew', async () => {
    const step = fc.constantFrom('send', 'send', 'send', 'up', 'down', 'mute', 'restart' as const);
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 25 }), async (steps) => {
        const acknowledged: string[] = [];
        for (const [index, action] of steps.entries()) {
          if (action === 'restart') {
            await publisher.close();
            open();
          } else if (action === 'send') {
            await publisher.publish([message(`${index}`)]);
            acknowledged.push(`${index}`);
          } else broker.mode = action as Broker['mode'];
        }
        broker.mode = 'up';
        await publisher.drained();
        expect(broker.taken).toEqual(expect.arrayContaining(acknowledged));
        expect(publisher.health()).toBeNull();
        broker.taken.length = 0;
      }),
      { numRuns: 30 },
    );
  });
});
