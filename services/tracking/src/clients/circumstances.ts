import { hash } from 'node:crypto';
import { type Circumstances, UNKNOWN_SIGNER } from '../domain/agents/agent-of.js';
import type { Signal } from '../domain/agents/signal.js';
import { Nonces } from '../domain/agents/signatures/nonces.js';
import { type AgentKey, type Verification, verifyWebBotAuth } from '../domain/agents/signatures/web-bot-auth.js';
import type { CallOrigin } from '../pipeline/call.js';
import type { TrapMarks } from '../traps/trap-marks.js';
import { trapVisitor } from '../traps/trap-visitor.js';

export interface CircumstancesDeps {
  readonly keysOf: (tenant: string) => ReadonlyMap<string, AgentKey>;
  readonly marks: Pick<TrapMarks, 'isMarked' | 'isEmpty'>;
}

const FALSE_SIGNATURE: Signal = { name: 'false-signature', weight: 0.95 };
const FOLLOWED_TRAP: Signal = { name: 'followed-trap', weight: 0.95 };

/** What a request tells of its client beside user agent and headers: a signature, and whether it followed a trap before. */
export function createCircumstances({ keysOf, marks }: CircumstancesDeps) {
  const nonces = new Nonces();
  return (origin: CallOrigin, userAgent: string): Circumstances => {
    const signals: Signal[] = [];
    if (origin.ip !== undefined && !marks.isEmpty) {
      const visitor = trapVisitor(origin.context.hasher, origin.ip, userAgent, origin.receivedAtMs);
      if (marks.isMarked(origin.context.source.tenant, visitor, origin.receivedAtMs)) signals.push(FOLLOWED_TRAP);
    }
    const verification = verificationOf(origin, keysOf(origin.context.source.tenant));
    if (verification?.outcome === 'unknown-key') signals.push(UNKNOWN_SIGNER);
    if (verification?.outcome === 'false') signals.push(FALSE_SIGNATURE);
    if (verification?.outcome !== 'verified') return { signals };
    const { nonce, expiresMs, key } = verification;
    const isFresh = nonce === undefined || nonces.accept(nonce, digestOf(origin), expiresMs, origin.receivedAtMs);
    if (!isFresh) return { signals: [...signals, FALSE_SIGNATURE] };
    return { signals, proven: { name: key.agent, class: key.class } };
  };
}

/** TLS ends in front of the door, so what was signed was an address of HTTPS. */
function verificationOf(
  { request, receivedAtMs }: CallOrigin,
  keys: ReadonlyMap<string, AgentKey>,
): Verification | undefined {
  const { method, path, rawQuery, headers } = request;
  if (headers['signature-input'] === undefined) return undefined;
  const authority = headers.host ?? headers[':authority'] ?? '';
  return verifyWebBotAuth({ method, path, rawQuery, headers, scheme: 'https', authority }, keys, receivedAtMs);
}

/** A repeated request has the same first call. */
const digestOf = ({ envelope }: CallOrigin): string =>
  hash('sha256', envelope.calls.length > 0 ? envelope.textOf(0) : '', 'hex');
