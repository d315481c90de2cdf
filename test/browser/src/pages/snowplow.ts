import { newTracker, setUserId, trackPageView, trackSelfDescribingEvent } from '@snowplow/browser-tracker';
import { story } from '../story.js';
import { settings } from './settings.js';

const { host, writeKey } = settings();
newTracker('shop', host, { appId: writeKey, bufferSize: 1, stateStorageStrategy: 'cookieAndLocalStorage' });
trackPageView({ title: story.page.title });
setUserId(story.user.id);
const schema = 'iglu:com.acme/signed_up/jsonschema/1-0-0';
trackSelfDescribingEvent({ event: { schema, data: { value: 3 } } });
window.told = true;
