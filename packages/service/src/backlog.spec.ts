import type { Overdue } from '@stellwerk/bus';
import { Backlog } from './backlog.js';

const DAY_MS = 86_400_000;
const REJECTED = 'tracking.rejected.v1';

/** A bus on which one group is behind in one topic. */
const busWith = (behind: Overdue) => ({
  overdue: async (group: string, topics: readonly string[]) =>
    group === behind.group && topics.includes(behind.topic) ? behind : null,
});

describe('the backlog of a service elsewhere', () => {
  it.each<[title: string, group: string, topic: string]>([
    ['events', 'warehouse', 'tracking.event.v1'],
    ['what is written seldom', 'warehouse-patient', REJECTED],
  ])('is watched in the group that reads it: %s', async (_title, group, topic) => {
    const behind = { group, topic, partition: 1, messages: 7n, retentionMs: 7 * DAY_MS };
    const backlog = new Backlog(busWith(behind), () => new Date());
    backlog.watchGroup('warehouse', ['tracking.event.v1', REJECTED]);
    expect(backlog.overdue).toBeNull();
    await backlog.check();
    expect(backlog.overdue).toBe(
      `${group}: 7 messages of ${topic}/1 have waited for more than 84 h; the broker deletes them after 168 h`,
    );
  });
});
