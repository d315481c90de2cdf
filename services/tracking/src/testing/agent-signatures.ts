import { createPrivateKey, type KeyObject, sign } from 'node:crypto';
import { type SignedRequest, signatureBase } from '../domain/agents/signatures/signature-base.js';
import { type InnerList, parseDictionary } from '../domain/agents/signatures/structured-fields.js';

/** `test-key-ed25519` of RFC 9421 appendix B.1.4. */
export const testKey = {
  kty: 'OKP',
  crv: 'Ed25519',
  x: 'JrQLj5P_89iXES9-vFgrIy29clF9CC_oPPsw3c5D0bs',
  d: 'n4Ni-HpISpVObnQMW0wOhCKROaIKqKtW_2ZYb2p9KcU',
} as const;

/** Its thumbprint (RFC 7638), by which Web Bot Auth names it. */
export const TEST_THUMBPRINT = 'poqkLGiymh_W0uP6PZFw-dvez3QJT5SolqXBCW38r0U';
export const testPrivateKey = createPrivateKey({ key: testKey, format: 'jwk' });

/** The two signature fields for a request, over what `input` covers. */
export function signatureFields(
  input: string,
  request: SignedRequest,
  key: KeyObject = testPrivateKey,
): { 'signature-input': string; signature: string } {
  const list = parseDictionary(`sig1=${input}`).get('sig1') as InnerList;
  const bytes = sign(null, Buffer.from(signatureBase(list, request)), key).toString('base64');
  return { 'signature-input': `sig1=${input}`, signature: `sig1=:${bytes}:` };
}
