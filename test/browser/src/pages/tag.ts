import type {} from '@stellwerk/tag';
import { story } from '../story.js';

// The script tag stands in the document; this is the page's own code, which may run before it or after it.
window.stellwerk?.push(['consent', { analytics_store: true, ad_measurement: true }]);
window.stellwerk?.push(['identify', story.user.id, story.user.traits]);
window.stellwerk?.push(['track', story.signUp.event, story.signUp.properties]);
window.stellwerk?.push(['track', story.order.event, story.order.properties]);
window.told = true;
