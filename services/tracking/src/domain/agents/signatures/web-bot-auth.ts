import { createHash, createPublicKey, type KeyObject, verify } from 'node:crypto';
import type { ControlSpec } from '@stellwerk/contracts';
import { ComponentError, type SignedRequest, signatureBase } from './signature-base.js';
import { FieldSyntaxError, type InnerList, type Item, parseDictionary, parseItem } from './structured-fields.js';

export type AgentKey = ControlSpec<'agent-key'>;

/** What became of a request's signature. */
export type Verification =
  | {
      readonly outcome: 'verified';
      readonly key: AgentKey;
      readonly nonce: string | undefined;
      readonly expiresMs: number;
    }
  /** Signed, but by nobody that we know. */
  | { readonly outcome: 'unknown-key' }
  /** Signed in the name of a known key, but not by it, not for this request, or not for this time. */
  | { readonly outcome: 'false' };

const TAG = 'web-bot-auth';
/** Longest field that is read, characters; and longest time a signature may hold: a day (draft-meunier-web-bot-auth §4.2). */
const MAX_FIELD_LENGTH = 4_096;
const MAX_LIFETIME_SECONDS = 86_400;
/** Clocks may differ by so much. */
const LEEWAY_SECONDS = 60;

/** SHA-256 over the required members of an Ed25519 key in their order, base64url (RFC 7638 §3, RFC 8037 appendix A.3). */
export const thumbprintOf = ({ crv, kty, x }: AgentKey['jwk']): string =>
  createHash('sha256').update(JSON.stringify({ crv, kty, x })).digest('base64url');

/**
 * Verifies a Web Bot Auth signature: HTTP Message Signatures (RFC 9421) with Ed25519 and the tag `web-bot-auth`, which cover
 * the authority, and the Signature-Agent where one is sent. `keys` is by thumbprint. `undefined` = the request carries none.
 */
export function verifyWebBotAuth(
  request: SignedRequest,
  keys: ReadonlyMap<string, AgentKey>,
  nowMs: number,
): Verification | undefined {
  const { 'signature-input': inputs, signature: signatures } = request.headers;
  if (inputs === undefined || signatures === undefined) return undefined;
  if (inputs.length > MAX_FIELD_LENGTH || signatures.length > MAX_FIELD_LENGTH) return { outcome: 'false' };
  try {
    const bytes = parseDictionary(signatures);
    for (const [label, input] of parseDictionary(inputs)) {
      if (!('items' in input) || input.parameters.get('tag') !== TAG) continue;
      return verifyOne(input, bytes.get(label), request, keys, nowMs);
    }
    return undefined;
  } catch (error) {
    if (error instanceof FieldSyntaxError || error instanceof ComponentError) return { outcome: 'false' };
    throw error;
  }
}

function verifyOne(
  input: InnerList,
  signature: Item | InnerList | undefined,
  request: SignedRequest,
  keys: ReadonlyMap<string, AgentKey>,
  nowMs: number,
): Verification {
  const { parameters, items } = input;
  const keyId = parameters.get('keyid');
  const key = typeof keyId === 'string' ? keys.get(keyId) : undefined;
  if (!key) return { outcome: 'unknown-key' };
  const bytes = signature && 'value' in signature ? signature.value : undefined;
  const algorithm = parameters.get('alg') ?? 'ed25519';
  if (!(bytes instanceof Uint8Array) || bytes.length !== 64 || algorithm !== 'ed25519') return { outcome: 'false' };
  const expiresMs = validUntilMs(input, key, nowMs);
  if (expiresMs === undefined || !coversEnough(items, request, key)) return { outcome: 'false' };
  const base = Buffer.from(signatureBase(input, request));
  if (!verify(null, base, publicKeyOf(key), bytes)) return { outcome: 'false' };
  const nonce = parameters.get('nonce');
  return { outcome: 'verified', key, expiresMs, nonce: typeof nonce === 'string' ? nonce : undefined };
}

/** End of the signature's time, where now lies within it and within that of the key. */
function validUntilMs(
  { parameters }: InnerList,
  { validFrom, validUntil }: AgentKey,
  nowMs: number,
): number | undefined {
  const created = parameters.get('created');
  const expires = parameters.get('expires');
  if (typeof created !== 'number' || typeof expires !== 'number') return undefined;
  const now = nowMs / 1_000;
  const isNow = created <= now + LEEWAY_SECONDS && now < expires + LEEWAY_SECONDS;
  if (!isNow || expires <= created || expires - created > MAX_LIFETIME_SECONDS) return undefined;
  if (validFrom !== undefined && nowMs < Date.parse(validFrom)) return undefined;
  if (validUntil !== undefined && nowMs >= Date.parse(validUntil)) return undefined;
  return (expires + LEEWAY_SECONDS) * 1_000;
}

/** The signature must be for us, and for the directory that the request names. */
function coversEnough(items: readonly Item[], { headers }: SignedRequest, key: AgentKey): boolean {
  const covers = (name: string) => items.some(({ value }) => value === name);
  if (!covers('@authority') && !covers('@target-uri')) return false;
  const agent = headers['signature-agent'];
  if (agent === undefined) return key.directory === undefined;
  return covers('signature-agent') && (key.directory === undefined || namesDirectory(agent, key.directory));
}

/** `"https://…"`, or a dictionary with the address per signature in newer drafts. */
function namesDirectory(field: string, directory: string): boolean {
  const texts = field.trim().startsWith('"')
    ? [parseItem(field).value]
    : [...parseDictionary(field).values()].flatMap((member) => ('value' in member ? [member.value] : []));
  const origin = (text: unknown) => (typeof text === 'string' ? URL.parse(text)?.origin : undefined);
  return texts.some((text) => origin(text) !== undefined && origin(text) === origin(directory));
}

const publicKeys = new WeakMap<AgentKey, KeyObject>();

function publicKeyOf(key: AgentKey): KeyObject {
  let known = publicKeys.get(key);
  if (!known) {
    known = createPublicKey({ key: key.jwk, format: 'jwk' });
    publicKeys.set(key, known);
  }
  return known;
}
