import { cpuMs } from '../testing/cpu-time.js';
import { createRequestRedactors, MAX_SHARED } from './request-redactors.js';

const call = (keys: string[], identifiers: string[], texts: string[] = []) => ({ keys, known: { identifiers, texts } });

/** Words that are nobody's but those of one call. */
const wordsOf = (index: number) =>
  Array.from({ length: 50 }, (_, word) => `name${'abcdefghij'[index % 10]}x${index}x${word}`);

describe('redactors of a request', () => {
  it('remove what another call with the same key says, and only that', () => {
    const view = call(['device:1'], ['device-0001']);
    const login = call(['user:1', 'device:1'], ['user-000001', 'device-0001'], ['Anna']);
    const stranger = call(['device:2'], ['device-0002'], ['Berta']);
    const redactorOf = createRequestRedactors([view, login, stranger]);
    const text = 'Anna and Berta, user-000001 on device-0001 and device-0002';
    expect(redactorOf(view)(text)).toBe('[redacted] and Berta, [redacted] on [redacted] and device-0002');
    expect(redactorOf(stranger)(text)).toBe('Anna and [redacted], user-000001 on device-0001 and [redacted]');
  });

  it('are one for all calls with the same keys', () => {
    const calls = [0, 1, 2].map((index) => call(['device:1', 'user:1'], ['device-0001'], [`Word${index}`]));
    const redactorOf = createRequestRedactors(calls);
    expect(new Set(calls.map(redactorOf)).size).toBe(1);
  });

  it('always remove what the call says itself, however much the others say', () => {
    const calls = Array.from({ length: 20 }, (_, index) =>
      call(['device:1'], [`user-${1_000 + index}`], wordsOf(index)),
    );
    const redactorOf = createRequestRedactors(calls);
    for (const own of calls) {
      const text = [...own.known.texts, ...own.known.identifiers].join(' ');
      expect(redactorOf(own)(text).replaceAll('[redacted]', '').trim()).toBe('');
    }
    const others = calls.filter((one) =>
      redactorOf(call(['device:1'], []))(one.known.texts.join(' ')).includes('name'),
    );
    expect(others).toHaveLength(calls.length - MAX_SHARED / 50);
  });

  it('cost no more than their calls where a server sends everybody under one device', () => {
    const calls = Array.from({ length: 1_000 }, (_, index) =>
      call(['device:1', `user:${index}`], ['device-0001', `user-${index}`], wordsOf(index)),
    );
    const texts = new Set<string>();
    const spentMs = cpuMs(() => {
      const redactorOf = createRequestRedactors(calls);
      for (const one of calls) texts.add(redactorOf(one)('Herbst im Garten'));
    });
    expect([...texts]).toEqual(['Herbst im Garten']);
    expect(spentMs).toBeLessThan(2_000);
  });
});
