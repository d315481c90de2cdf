import type { OutgoingMessage, ReceivedMessage } from '@stellwerk/bus';
import { factId } from '../domain/facts.js';
import type { ContainerChange } from './container-tables.js';

/** Compacted topic from which a lost store is restored; a partition holds the state of the same partition of commands. */
export const CHANGELOG_TOPIC = 'identity.changelog.v1';

const SEPARATOR = '\u001f';

/** The changelog entry of a change: the last one per key is the state, a tombstone is a removed fact. */
export function toChangelogMessage(change: ContainerChange, partition: number): OutgoingMessage {
  const removed = change.change === 'fact-removed';
  return {
    topic: CHANGELOG_TOPIC,
    key: keyOf(change),
    value: removed ? null : Buffer.from(JSON.stringify(change)),
    headers: { stellwerk_tenant: change.tenant },
    partition,
  };
}

/** The change in a changelog entry. */
export function fromChangelogMessage(message: ReceivedMessage): ContainerChange {
  if (message.value !== null) return JSON.parse(message.value.toString('utf8')) as ContainerChange;
  const [, tenant = '', container = '', id = ''] = message.key.split(SEPARATOR);
  return { change: 'fact-removed', tenant, container, factId: id };
}

function keyOf(change: ContainerChange): string {
  const parts =
    change.change === 'told'
      ? ['told', change.tenant, change.told.key]
      : change.change === 'forward'
        ? ['forward', change.tenant, change.container]
        : ['fact', change.tenant, change.container, change.change === 'fact' ? factId(change.fact) : change.factId];
  return parts.join(SEPARATOR);
}
