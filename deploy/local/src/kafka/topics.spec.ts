import { topicConfig } from './topic-config.js';
import { differencesOf } from './topic-differences.js';

const DAY_MS = 86_400_000;
const topic = { name: 'a.b.v1', partitions: 4, compacted: false, retentionMs: DAY_MS };

describe('topic configuration', () => {
  it.each([
    ['deletes after the retention', { compacted: false, retentionMs: DAY_MS }, 'delete', '86400000'],
    ['keeps the last message per key for ever', { compacted: true, retentionMs: null }, 'compact', '-1'],
  ])('%s', (_title, policy, cleanup, retention) => {
    expect(topicConfig({ name: 't', partitions: 4, ...policy }, 3)).toEqual({
      'cleanup.policy': cleanup,
      'max.message.bytes': '4194304',
      'min.insync.replicas': '2',
      'retention.ms': retention,
    });
  });

  it.each([
    [1, '1'],
    [2, '1'],
    [3, '2'],
    [5, '4'],
  ])('with %i copies, %s must have a write before it is acknowledged', (copies, expected) => {
    expect(topicConfig(topic, copies)['min.insync.replicas']).toBe(expected);
  });
});

describe('an existing topic', () => {
  const asItShouldBe = { partitions: 4, replicationFactor: 3, config: topicConfig(topic, 3) };

  it.each([
    ['nothing', asItShouldBe, []],
    [
      'acknowledgement by one copy',
      { ...asItShouldBe, config: { ...asItShouldBe.config, 'min.insync.replicas': '1' } },
      ['a.b.v1: min.insync.replicas is 1, should be 2'],
    ],
    [
      'partitions, copies and a setting that the broker does not tell',
      { partitions: 1, replicationFactor: 2, config: { ...asItShouldBe.config, 'retention.ms': undefined as never } },
      [
        'a.b.v1: partitions is 1, should be 4',
        'a.b.v1: replication factor is 2, should be 3',
        'a.b.v1: retention.ms is unknown, should be 86400000',
      ],
    ],
  ])('that differs by %s', (_title, actual, expected) => {
    expect(differencesOf(topic, actual, 3)).toEqual(expected);
  });
});
