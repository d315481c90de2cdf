import { posthog } from 'posthog-js';
import { story } from '../story.js';
import { settings } from './settings.js';

const { host, writeKey } = settings();
const { user, signUp, order } = story;
posthog.init(writeKey, {
  api_host: host,
  defaults: '2025-05-24',
  // A headless browser looks like a bot, and posthog-js says nothing for bots.
  opt_out_useragent_filter: true,
  loaded: () => {
    posthog.identify(user.id, user.traits);
    posthog.capture(signUp.event, signUp.properties);
    posthog.capture(order.event, order.properties);
    posthog.group('company', 'c-1', { name: 'Acme' });
    window.told = true;
  },
});
