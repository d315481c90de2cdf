import type { ControlTable } from '@stellwerk/bus';
import type { TrackedEvent } from '@stellwerk/contracts';
import { channelOf } from '../domain/channel/channel.js';
import { SHIPPED_RULES, shippedRules } from '../domain/channel/shipped-rules.js';

/** Name of the rules that every tenant has, whether or not it has written its own. */
const SHIPPED_NAME = 'default';

/** Adds the channel that brought a visit, by the rules that the event's source names. */
export function createChannelEnrichment(control: ControlTable): (event: TrackedEvent) => TrackedEvent {
  return (event) => {
    const source = control.get('source', event.tenant, event.source);
    if (!source) return event;
    const { channelRules } = source.spec;
    const own = control.get('channel-rules', event.tenant, channelRules);
    if (!own && channelRules !== SHIPPED_NAME) return event;
    const name = channelOf(event, own?.spec ?? shippedRules);
    const rules = own ? `${own.name}@${own.version}` : SHIPPED_RULES;
    return name === null ? event : { ...event, channel: { name, rules } };
  };
}
