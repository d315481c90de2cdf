import type { SubscriptionOptions } from '../port.js';

/** How one pattern (topic) is consumed; the rest comes from the transport. */
export type PatternOptions = Partial<Omit<SubscriptionOptions, 'topics' | 'handle' | 'deadLetterTopic'>>;

/** One pattern with its handler. */
export type Consumed = PatternOptions & Pick<SubscriptionOptions, 'topics' | 'handle'>;

const fetchOptions = ['maxAttempts', 'maxWaitTimeMs', 'minBytesPerFetch', 'maxBytesPerPartition'] as const;

/**
 * One subscription per group: Kafka shares all topics of a group out among all its members, so members that subscribe to
 * different topics would be given partitions that they do not read.
 * @throws when patterns of a group overlap or contradict each other.
 */
export function mergeByGroup(
  consumed: readonly Consumed[],
  defaults: Pick<SubscriptionOptions, 'group' | 'deadLetterTopic'>,
): SubscriptionOptions[] {
  const groups = Map.groupBy(consumed, (one) => one.group ?? defaults.group);
  return [...groups].map(([group, members]) => ({
    ...merge(group, members),
    deadLetterTopic: defaults.deadLetterTopic,
  }));
}

function merge(group: string, members: readonly Consumed[]): Omit<SubscriptionOptions, 'deadLetterTopic'> {
  const byTopic = new Map<string, Consumed>();
  for (const member of members) {
    for (const topic of member.topics) {
      if (byTopic.has(topic)) throw new Error(`two patterns of the group "${group}" name the topic "${topic}"`);
      byTopic.set(topic, member);
    }
  }
  const [only, ...others] = members;
  if (only && others.length === 0) return { ...only, group };
  return {
    group,
    topics: [...byTopic.keys()],
    ...Object.assign({}, ...fetchOptions.map((option) => agreed(group, option, members))),
    handle: async (batch) => byTopic.get(batch.topic)?.handle(batch),
    ...(members.some(({ resumeAt }) => resumeAt) && {
      resumeAt: async (topic, partition) => (await byTopic.get(topic)?.resumeAt?.(topic, partition)) ?? null,
    }),
    released: async (topic, partition) => byTopic.get(topic)?.released?.(topic, partition),
  };
}

function agreed(group: string, option: (typeof fetchOptions)[number], members: readonly Consumed[]): PatternOptions {
  const values = new Set(members.map((member) => member[option]).filter((value) => value !== undefined));
  if (values.size > 1) throw new Error(`patterns of the group "${group}" contradict each other about ${option}`);
  const [value] = values;
  return value === undefined ? {} : { [option]: value };
}
