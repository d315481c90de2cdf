import type { ControlTable } from '@stellwerk/bus';
import type { TrackedEvent } from '@stellwerk/contracts';
import { channelOf } from './domain/channel.js';

/** Adds the channel that brought a visit, by the rules that the event's source names. */
export function createChannelEnrichment(control: ControlTable): (event: TrackedEvent) => TrackedEvent {
  return (event) => {
    const source = control.get('source', event.tenant, event.source);
    const rules = source && control.get('channel-rules', event.tenant, source.spec.channelRules);
    if (!rules) return event;
    const name = channelOf(event, rules.spec);
    return name === null ? event : { ...event, channel: { name, rules: `${rules.name}@${rules.version}` } };
  };
}
