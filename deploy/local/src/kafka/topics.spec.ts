import { topicConfig } from './topics.js';

describe('topic configuration', () => {
  it.each([
    ['deletes after the retention', { compacted: false, retentionMs: 86_400_000 }, 'delete', '86400000'],
    ['keeps the last message per key for ever', { compacted: true, retentionMs: null }, 'compact', '-1'],
  ])('%s', (_title, policy, cleanup, retention) => {
    expect(topicConfig({ name: 't', partitions: 4, ...policy })).toEqual([
      { name: 'cleanup.policy', value: cleanup },
      { name: 'max.message.bytes', value: '4194304' },
      { name: 'retention.ms', value: retention },
    ]);
  });
});
