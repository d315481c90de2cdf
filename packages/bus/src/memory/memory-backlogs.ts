import { positionOf, worstOverdue } from '../delivery/overdue.js';
import type { AssignedPartition, Overdue } from '../port.js';
import type { MemoryBroker } from './memory-broker.js';

/** Compares where a group stands with what its topics would keep. */
export function overdueIn(
  broker: MemoryBroker,
  { group, topics, now }: { readonly group: string; readonly topics: readonly string[]; readonly now: Date },
  assigned: readonly AssignedPartition[] = [],
): Overdue | null {
  const backlogs = topics.flatMap((topic) => {
    const retentionMs = broker.retentionMs(topic);
    if (retentionMs === null) return [];
    const since = now.getTime() - retentionMs / 2;
    return [...broker.log(topic).entries()].map(([partition, log]) => {
      const fresh = log.findIndex(({ timestampMs }) => timestampMs >= since);
      const held = assigned.find((one) => one.topic === topic && one.partition === partition);
      const nextOffset = positionOf(broker.groups.get(group)?.committed(topic, partition) ?? null, held);
      return { topic, partition, nextOffset, freshFrom: BigInt(fresh < 0 ? log.length : fresh), retentionMs };
    });
  });
  return worstOverdue(group, backlogs);
}
