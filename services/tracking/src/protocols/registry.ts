import { cloudevents } from './cloudevents/protocol.js';
import { consent } from './consent/protocol.js';
import { ga4 } from './ga4/protocol.js';
import { jitsu } from './jitsu/protocol.js';
import { pixel } from './pixel/protocol.js';
import { posthog } from './posthog/protocol.js';
import type { Protocol } from './protocol.js';
import { redirect } from './redirect/protocol.js';
import { rudderstack } from './rudderstack/protocol.js';
import { segment } from './segment/protocol.js';
import { sharedBatch } from './shared-batch/protocol.js';
import { snowplow } from './snowplow/protocol.js';
import { tag } from './tag/protocol.js';

/** Every protocol that the door speaks; a rejected request is replayed through the one it names. */
export const protocols: readonly Protocol[] = [
  consent,
  segment,
  rudderstack,
  posthog,
  jitsu,
  sharedBatch,
  snowplow,
  pixel,
  redirect,
  ga4,
  tag,
  cloudevents,
];

/** The protocol of this name. @throws RangeError when the door no longer speaks it */
export function protocolNamed(name: string): Protocol {
  const protocol = protocols.find((candidate) => candidate.name === name);
  if (!protocol) throw new RangeError(`the door does not speak "${name}"`);
  return protocol;
}
