import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type IdentifierVault, openIdentifierVault, type SealedIdentifier } from './identifier-vault.js';

const KEY = 'email:5f0c2f3b6a1d4e8f9a7b3c2d1e0f4a5b';
const VALUE = 'canary.mail@example.org';

describe('identifier vault', () => {
  let folder: string;
  let vault: IdentifierVault;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'vault-'));
    vault = openIdentifierVault(folder);
  });
  afterEach(async () => {
    await vault.close();
    rmSync(folder, { recursive: true });
  });
  const seal = (): SealedIdentifier => {
    const sealed = vault.seal('demo', KEY, VALUE, ['user_data_upload']);
    if (!sealed) throw new Error('was sealed before');
    return sealed;
  };

  it('gives the value back, also after a restart', async () => {
    const { sealed } = seal();
    await vault.close();
    vault = openIdentifierVault(folder);
    expect(vault.open('demo', sealed)).toBe(VALUE);
  });

  it('seals again until the box is known to be out, and when another purpose comes', () => {
    seal();
    vault.confirm('demo', seal());
    expect(vault.seal('demo', KEY, VALUE, ['user_data_upload'])).toBeNull();
    expect(vault.seal('demo', KEY, VALUE, ['ad_profile'])?.purposes).toEqual(['ad_profile', 'user_data_upload']);
  });

  it('opens no box once its key is destroyed, and others still', () => {
    const { sealed } = seal();
    const other = vault.seal('demo', KEY.replace('email', 'login'), 'anna', ['user_data_upload']);
    expect([vault.destroy('demo', KEY), vault.destroy('demo', KEY)]).toEqual([true, false]);
    expect(vault.open('demo', sealed)).toBeNull();
    expect(other && vault.open('demo', other.sealed)).toBe('anna');
  });

  it('does not open old boxes with the key of a new one', () => {
    const { sealed } = seal();
    vault.destroy('demo', KEY);
    seal();
    expect(vault.open('demo', sealed)).toBeNull();
  });

  it('refuses boxes that were changed or belong to another tenant', () => {
    const { sealed } = seal();
    const base64 = (bytes: string | Buffer) => Buffer.from(bytes).toString('base64');
    const tag = base64(Buffer.from(sealed.tag, 'base64').subarray(0, 4));
    const changes = [{ ciphertext: base64('evil') }, { tag }, { tag: '' }, { nonce: '' }, { nonce: base64('evil') }];
    expect(changes.map((change) => vault.open('demo', { ...sealed, ...change }))).toEqual(changes.map(() => null));
    expect(() => vault.open('other', sealed)).toThrow('another tenant');
  });

  it('keeps no value on disk', () => {
    seal();
    expect(readFileSync(join(folder, 'keys.mdb')).includes(VALUE)).toBe(false);
  });
});
