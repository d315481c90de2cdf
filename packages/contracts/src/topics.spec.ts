import { retentionSpec } from './control/documents.js';
import { MAX_REJECTED_HOURS } from './events/tracking.rejected.v1.js';
import { eventContracts } from './registry.js';
import { allTopics, consumingServices, deadLetterTopic } from './topics.js';

describe('topics', () => {
  const topics = allTopics();
  const byName = new Map(topics.map((topic) => [topic.name, topic]));

  it('are named once each', () => {
    expect(byName.size).toBe(topics.length);
  });

  it.each(eventContracts.map((contract) => [contract.type, contract.topic] as const))(
    '%s has the topic its contract asks for',
    (type, policy) => {
      expect(byName.get(type)).toEqual({ name: type, ...policy });
    },
  );

  it.each(consumingServices)('%s has its own dead letters, kept for 30 days', (service) => {
    expect(byName.get(deadLetterTopic(service))).toMatchObject({ retentionMs: 30 * 86_400_000, compacted: false });
  });

  it.each(topics.map((topic) => [topic.name, topic] as const))(
    '%s never compacts and expires at once',
    (_name, topic) => {
      expect(topic.partitions).toBeGreaterThanOrEqual(1);
      expect(topic.compacted && topic.retentionMs !== null).toBe(false);
    },
  );

  it('keep the control documents in one partition, so that every service reads them in one order', () => {
    expect(byName.get('control.document.v1')).toMatchObject({ partitions: 1, compacted: true });
  });

  it('keep what was rejected for as long as a tenant may ask for its originals, whenever in the day they came', () => {
    const document = (rejectedHours: number) =>
      retentionSpec.safeParse({ rawDays: 30, rejectedHours, rejectedOriginals: 'sealed' }).success;
    expect([document(MAX_REJECTED_HOURS), document(MAX_REJECTED_HOURS + 1)]).toEqual([true, false]);
    expect(byName.get('tracking.rejected.v1')?.retentionMs).toBe((MAX_REJECTED_HOURS + 24) * 3_600_000);
  });

  it('keep events at least as long as de-duplication looks back', () => {
    const sevenDaysMs = 7 * 86_400_000;
    expect(byName.get('tracking.event.v1')?.retentionMs).toBeGreaterThan(sevenDaysMs);
  });
});
