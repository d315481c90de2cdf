/** Who called the door: the visitor's own browser, an app through its SDK, or a server for the visitor. */
export type Sender = 'browser' | 'app' | 'server';

/** Words of libraries that run on servers; each stands alone in a name such as `analytics-node` or `py-1.0`. */
const SERVER_LIBRARY =
  /(?:^|[^a-z])(?:node|python|py|ruby|rb|php|java|go|golang|net|dotnet|csharp|rust|elixir|scala|perl|clojure|server|http-api)(?:$|[^a-z])/i;
const APP_LIBRARY =
  /(?:^|[^a-z])(?:ios|swift|objc|android|andr|kotlin|react-native|reactnative|rn|flutter|dart|unity|xamarin|maui|cordova|capacitor|roku|tvos)(?:$|[^a-z])/i;

export interface SenderQuestion {
  /** What the source document says. */
  readonly sentBy: 'client' | 'server' | undefined;
  /** What the protocol says of all who speak it. */
  readonly protocolSentBy: 'server' | undefined;
  readonly library: string | undefined;
  /** User agent that the call names for the visitor. */
  readonly callUserAgent: string | undefined;
  /** User agent of the request itself. */
  readonly requestUserAgent: string | undefined;
}

/** Told by the source document, else by the library, else by a visitor's user agent that is not the one of the request. */
export function senderOf(question: SenderQuestion): Sender {
  const { sentBy, protocolSentBy, library = '', callUserAgent, requestUserAgent = '' } = question;
  if (sentBy === 'server') return 'server';
  if (APP_LIBRARY.test(library)) return 'app';
  if (sentBy === 'client') return 'browser';
  if (protocolSentBy === 'server' || SERVER_LIBRARY.test(library)) return 'server';
  const isRelayed = callUserAgent !== undefined && !requestUserAgent.startsWith('Mozilla/');
  return isRelayed && callUserAgent !== requestUserAgent ? 'server' : 'browser';
}
