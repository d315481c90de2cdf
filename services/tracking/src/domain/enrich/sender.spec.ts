import { type SenderQuestion, senderOf } from './sender.js';

const browser = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0';

describe('who called the door', () => {
  it.each<[string, Partial<SenderQuestion>, string]>([
    ['a browser', { library: 'analytics.js@5.2.0', requestUserAgent: browser, callUserAgent: browser }, 'browser'],
    [
      'the browser library of another vendor',
      { library: 'RudderLabs JavaScript SDK@3.7', requestUserAgent: browser },
      'browser',
    ],
    ['a Node server', { library: 'analytics-node@3.1.0', requestUserAgent: 'node' }, 'server'],
    ['a Java server', { library: 'analytics-java@3.5.1', requestUserAgent: 'okhttp/4.12.0' }, 'server'],
    ['a Python tracker', { library: 'py-1.0.2', requestUserAgent: 'python-requests/2.32' }, 'server'],
    ['an Android app', { library: 'analytics-android@4.11', requestUserAgent: 'okhttp/4.12.0' }, 'app'],
    ['an iPhone app', { library: 'posthog-ios@3.1', requestUserAgent: 'Shop/12 CFNetwork/1410 Darwin/22.6' }, 'app'],
    ['a server that passes the visitor on', { requestUserAgent: 'undici', callUserAgent: browser }, 'server'],
    ['a script that names nobody', { requestUserAgent: 'curl/8.5.0' }, 'browser'],
    ['a script whose source is a server', { requestUserAgent: 'curl/8.5.0', sentBy: 'server' }, 'server'],
    [
      'a protocol that only servers speak',
      { requestUserAgent: 'Go-http-client/2.0', protocolSentBy: 'server' },
      'server',
    ],
    [
      'a source that says that browsers call, whatever the protocol',
      { protocolSentBy: 'server', sentBy: 'client' },
      'browser',
    ],
    ['nothing known', {}, 'browser'],
  ])('%s', (_title, known, sender) => {
    const unknown = { sentBy: undefined, protocolSentBy: undefined, library: undefined, callUserAgent: undefined };
    expect(senderOf({ ...unknown, requestUserAgent: undefined, ...known })).toBe(sender);
  });
});
