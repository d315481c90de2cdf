import { type ConsumerGroup, consumerGroups, groupsReading } from './consumer-groups.js';
import { allTopics, internalTopics } from './topics.js';

const all = Object.values<ConsumerGroup>(consumerGroups);

describe('consumer groups', () => {
  it('have a name each', () => {
    expect(new Set(all.map(({ group }) => group)).size).toBe(all.length);
  });

  it('read topics that exist', () => {
    const known = new Set(allTopics().map(({ name }) => name));
    expect(all.flatMap(({ topics }) => topics).filter((topic) => !known.has(topic))).toEqual([]);
  });

  it('of the warehouse store every topic once, but for those that only their owner reads', () => {
    const internal = new Set(internalTopics.map(({ name }) => name));
    const expected = allTopics()
      .map(({ name }) => name)
      .filter((name) => !internal.has(name));
    const stored = all.filter(({ service }) => service === 'warehouse').flatMap(({ topics }) => topics);
    expect([...stored].sort()).toEqual(expected.sort());
  });

  it.each<[title: string, asked: Parameters<typeof groupsReading>, expected: [group: string, topics: string[]][]]>([
    [
      'each with its own topics',
      ['warehouse', ['tracking.received.v1', 'tracking.event.v1', 'tracking.rejected.v1']],
      [
        ['warehouse', ['tracking.event.v1']],
        ['warehouse-patient', ['tracking.received.v1', 'tracking.rejected.v1']],
      ],
    ],
    ['and none that reads none of them', ['identity', ['tracking.event.v1']], [['identity', ['tracking.event.v1']]]],
    ['and none of a service that reads none', ['tracking', ['tracking.event.v1']], []],
  ])('are found by service and topics, %s', (_title, asked, expected) => {
    expect(groupsReading(...asked).map(({ group, topics }) => [group, topics])).toEqual(expected);
  });
});
