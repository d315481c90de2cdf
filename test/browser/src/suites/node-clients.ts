import { ga4 } from '../clients/ga4.js';
import { jitsu } from '../clients/jitsu.js';
import { posthog } from '../clients/posthog.js';
import { rudderstack } from '../clients/rudderstack.js';
import { segment } from '../clients/segment.js';
import { snowplow } from '../clients/snowplow.js';
import { type Relay, startRelay } from '../relay.js';
import { storedEvents } from '../sources.js';
import type { Target } from '../story.js';
import { type Expected, expectStory, type Suite } from './suite.js';

const CLIENTS: readonly (readonly [string, (target: Target) => Promise<void>, Expected])[] = [
  [
    'segment',
    segment,
    {
      kinds: ['Custom', 'Identify', 'Purchase', 'View'],
      library: /^@segment\/analytics-node@3\.1\.0$/,
      namespaces: ['login', 'device'],
    },
  ],
  [
    'rudderstack',
    rudderstack,
    {
      kinds: ['Custom', 'Identify', 'Identify', 'Purchase', 'View'],
      library: /^analytics-node@3\.0\.13$/,
      namespaces: ['login', 'device'],
    },
  ],
  [
    'posthog',
    posthog,
    {
      kinds: ['Custom', 'Custom', 'Identify', 'Identify', 'Purchase', 'View'],
      library: /^posthog-node@5\.70\.0$/,
      namespaces: ['login'],
    },
  ],
  [
    'jitsu',
    jitsu,
    {
      kinds: ['Custom', 'Identify', 'Purchase', 'View'],
      library: /^@jitsu\/js@1\.11\.0$/,
      namespaces: ['login', 'email', 'device'],
    },
  ],
  [
    'snowplow',
    snowplow,
    { kinds: ['Custom', 'Purchase', 'View'], library: /4\.8\.0/, namespaces: ['login', 'device'], products: [] },
  ],
  ['ga4', ga4, { kinds: ['Custom', 'Purchase', 'View'], library: /^$/, namespaces: ['login', 'device'] }],
];

export const nodeSources = CLIENTS.map(([name]) => `node-${name}`);

/** Clients of servers, as npm has them. */
export function nodeClients(suite: Suite): void {
  describe('clients of servers, unmodified', () => {
    let relay: Relay;
    beforeEach(async () => {
      relay = await startRelay(suite.platform.trackingUrl);
    });
    afterEach(() => relay.close());

    it.each(CLIENTS)(
      '%s: each call is stored once, though answers get lost and the door refuses for a while',
      async (name, send, expected) => {
        relay.makeTrouble('lost-answer', 'limited', 'unavailable');
        await send({ host: relay.url, writeKey: suite.keys[`node-${name}`] ?? '' });
        await relay.troubled();
        expectStory(await storedEvents(suite.platform, `node-${name}`, expected.kinds.length), expected);
      },
    );
  });
}
