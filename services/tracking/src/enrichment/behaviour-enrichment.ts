import type { TrackedEvent } from '@stellwerk/contracts';
import { withSignals } from '../domain/agents/agent-of.js';
import { Behaviour } from '../domain/agents/behaviour.js';

/** Adds to an event's agent what its visit has shown so far. Of what servers send for somebody the behaviour is theirs. */
export function createBehaviourEnrichment(behaviour = new Behaviour()): (event: TrackedEvent) => TrackedEvent {
  return (event) => {
    if (!event.agent) return event;
    const signals = behaviour.observe(event);
    return signals.length === 0 ? event : { ...event, agent: withSignals(event.agent, signals) };
  };
}
