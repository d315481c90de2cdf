import type { Agent } from '@stellwerk/contracts';
import { agentOf, type Circumstances } from '../domain/agents/agent-of.js';
import { requestSignals } from '../domain/agents/request-signals.js';
import type { Signal } from '../domain/agents/signal.js';
import type { Call } from '../domain/call.js';
import type { Client } from '../domain/client.js';
import type { ClientFacts } from '../domain/enrich/client-facts.js';
import type { Locate } from '../domain/enrich/place.js';
import { type Sender, senderOf } from '../domain/enrich/sender.js';
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

export function createClientReader({ facts, locate, circumstances }: ClientReaderDeps): ClientReader {
  /** Agents of a request by user agent; most requests have one. */
  const agents = new WeakMap<CallOrigin, Map<string, Agent>>();

  const judged = (origin: CallOrigin, userAgent: string, read: ClientFacts, isOwn: boolean): Agent => {
    let known = agents.get(origin);
    if (!known) {
      known = new Map();
      agents.set(origin, known);
    }
    const key = isOwn ? `own ${userAgent}` : userAgent;
    let agent = known.get(key);
    if (!agent) {
      const { signals, ...proof } = isOwn ? circumstances(origin, userAgent) : NONE;
      const seen: Signal[] = isOwn ? requestSignals(userAgent, origin.request.headers) : [];
      agent = agentOf(read.verdict, { ...proof, signals: [...signals, ...seen] });
      known.set(key, agent);
    }
    return agent;
  };

  return (call, origin) => {
    const { headers } = origin.request;
    const sender = senderFor(call, origin);
    const callUserAgent = call.device?.userAgent || undefined;
    // A replay no longer has the headers of its request; every request that came by HTTP/1.1 names a host.
    const isLive = headers.host !== undefined || headers[':authority'] !== undefined;
    const own = sender === 'browser' && isLive ? (headers['user-agent'] ?? '') : undefined;
    const userAgent = callUserAgent ?? own;
    const read = userAgent === undefined ? undefined : facts(userAgent);
    const address = call.device?.ip || (sender === 'server' ? undefined : origin.ip);
    return {
      userAgent,
      facts: read,
      address,
      place: address === undefined ? undefined : locate(address),
      agent: read && userAgent !== undefined ? judged(origin, userAgent, read, userAgent === own) : undefined,
    };
  };
}

function senderFor(call: Call, { context, protocol, request }: CallOrigin): Sender {
  return senderOf({
    sentBy: context.source.spec.sentBy,
    protocolSentBy: protocol.sentBy,
    library: call.library,
    callUserAgent: call.device?.userAgent || undefined,
    requestUserAgent: request.headers['user-agent'],
  });
}
