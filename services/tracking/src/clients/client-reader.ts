import type { Agent } from '@stellwerk/contracts';
import { agentOf, type Circumstances } from '../domain/agents/agent-of.js';
import { requestSignals } from '../domain/agents/request-signals.js';
import type { Call } from '../domain/call.js';
import type { Client } from '../domain/client.js';
import type { ClientFacts } from '../domain/enrich/client-facts.js';
import type { Locate } from '../domain/enrich/place.js';
import { senderOf } from '../domain/enrich/sender.js';
import type { CallOrigin } from '../pipeline/call.js';

export interface ClientReaderDeps {
  readonly facts: (userAgent: string) => ClientFacts;
  readonly locate: Locate;
  /** What is known of a request's client beside its headers: signatures, traps. */
  readonly circumstances: (origin: CallOrigin, userAgent: string) => Circumstances;
}

/** Finds out who sent a call. What calls of one request share is found once. */
export type ClientReader = (call: Call, origin: CallOrigin) => Client;

const NONE: Circumstances = { signals: [] };

/** What calls of one request share that name the same library and user agent. */
interface Shared {
  readonly sender: Client['sender'];
  readonly userAgent: string | undefined;
  readonly facts: ClientFacts | undefined;
  readonly agent: Agent | undefined;
}

export function createClientReader({ facts, locate, circumstances }: ClientReaderDeps): ClientReader {
  const shared = new WeakMap<CallOrigin, Map<string, Shared>>();

  const find = (library: string | undefined, callUserAgent: string | undefined, origin: CallOrigin): Shared => {
    const { headers } = origin.request;
    const sender = senderFor(library, callUserAgent, origin);
    // A replay no longer has the headers of its request; every request that came by HTTP/1.1 names a host.
    const isLive = headers.host !== undefined || headers[':authority'] !== undefined;
    const own = sender === 'browser' && isLive ? (headers['user-agent'] ?? '') : undefined;
    const userAgent = callUserAgent ?? own;
    if (userAgent === undefined) return { sender, userAgent, facts: undefined, agent: undefined };
    const read = facts(userAgent);
    if (userAgent !== own) return { sender, userAgent, facts: read, agent: agentOf(read.verdict, NONE) };
    const { signals, ...proof } = circumstances(origin, userAgent);
    const all = [...signals, ...requestSignals(userAgent, headers)];
    return { sender, userAgent, facts: read, agent: agentOf(read.verdict, { ...proof, signals: all }) };
  };

  return ({ library, device }, origin) => {
    let ofRequest = shared.get(origin);
    if (!ofRequest) {
      ofRequest = new Map();
      shared.set(origin, ofRequest);
    }
    const callUserAgent = device?.userAgent || undefined;
    const key = `${library}\n${callUserAgent}`;
    let known = ofRequest.get(key);
    if (!known) {
      known = find(library, callUserAgent, origin);
      ofRequest.set(key, known);
    }
    const { sender, userAgent, facts: read, agent } = known;
    const address = device?.ip || (sender === 'server' ? undefined : origin.ip);
    const place = address === undefined ? undefined : locate(address);
    return { userAgent, facts: read, agent, address, place, sender };
  };
}

/** Start of the user agent of every browser, which is all that counts of it here. */
const BROWSER = 'Mozilla/';

/** Whether a request comes from a browser, as far as its user agent says so. */
export const isBrowserAgent = (userAgent: string | undefined): boolean => userAgent?.startsWith(BROWSER) ?? false;

/** Who called the door, by what a call or its batch says of itself and by the request around it. */
export function senderFor(
  library: string | undefined,
  callUserAgent: string | undefined,
  { context, protocol, request, remembered }: Pick<CallOrigin, 'context' | 'protocol' | 'request' | 'remembered'>,
): Client['sender'] {
  const question = {
    sentBy: context.source.spec.sentBy,
    protocolSentBy: protocol.sentBy,
    library,
    callUserAgent,
    requestUserAgent: remembered?.regionBy === 'browser' ? BROWSER : request.headers['user-agent'],
  };
  const sender = senderOf(question);
  if (!remembered || sender !== 'server' || remembered.regionBy === 'browser') return sender;
  // A user agent in a call makes a server of its sender only beside that of the request, which a replay no longer has.
  return senderOf({ ...question, callUserAgent: undefined }) === 'server' ? 'server' : 'unknown';
}
