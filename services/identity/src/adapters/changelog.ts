import type { OutgoingMessage, ReceivedMessage } from '@stellwerk/bus';
import { factId } from '../domain/facts.js';
import type { ContainerChange } from './container-tables.js';

/** Compacted topic from which a lost store is restored; a partition holds the state of the same partition of commands. */
export const CHANGELOG_TOPIC = 'identity.changelog.v1';

const SEPARATOR = '\u001f';

/** The changelog entry of a change: the last one per key is the state, a tombstone is something removed. */
export function toChangelogMessage(change: ContainerChange, partition: number): OutgoingMessage {
  const removed = change.change === 'fact-removed' || change.change === 'sightings-removed';
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
  const [kind, tenant = '', container = '', first = '', owner = ''] = message.key.split(SEPARATOR);
  return kind === 'sightings'
    ? { change: 'sightings-removed', tenant, container, device: first, owner }
    : { change: 'fact-removed', tenant, container, factId: first };
}

function keyOf(change: ContainerChange): string {
  return partsOf(change).join(SEPARATOR);
}

function partsOf(change: ContainerChange): readonly string[] {
  switch (change.change) {
    case 'told':
      return ['told', change.tenant, change.told.key];
    case 'forward':
      return ['forward', change.tenant, change.container];
    case 'fact':
      return ['fact', change.tenant, change.container, factId(change.fact)];
    case 'fact-removed':
      return ['fact', change.tenant, change.container, change.factId];
    case 'sightings':
    case 'sightings-removed':
      return ['sightings', change.tenant, change.container, change.device, change.owner];
  }
}
