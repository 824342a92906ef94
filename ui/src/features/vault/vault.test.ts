/** Where secrets are kept: in one word, and knowingly. */
import { beforeEach, describe, expect, it } from 'vitest';
import { errorOf } from '../../../tests/samples';
import { usePlatform } from '../../platform';
import { MemoryPlatform } from '../../platform/memory';
import type { VaultState } from '../../rpc';
import { faultsOf, standingOf, VaultController } from './vault.svelte';

const nowhere: VaultState = { keyring: 'unavailable', file: 'absent', used: null };
let host: MemoryPlatform;

beforeEach(() => {
  host = new MemoryPlatform({ vault_state: () => nowhere });
  usePlatform(host);
});

describe('the one word', () => {
  it.each([
    [{ keyring: 'working', file: 'absent', used: 'keyring' }, 'keyring'],
    [{ keyring: 'working', file: 'locked', used: 'keyring' }, 'keyring'],
    [{ keyring: 'unavailable', file: 'open', used: 'file' }, 'file'],
    [{ keyring: 'locked', file: 'locked', used: null }, 'file_locked'],
    [{ keyring: 'unavailable', file: 'damaged', used: null }, 'file_damaged'],
    [{ keyring: 'locked', file: 'absent', used: null }, 'keyring_locked'],
    [nowhere, 'none'],
  ] as [VaultState, string][])('%j is %s', (state, word) => {
    expect(standingOf(state)).toBe(word);
  });
});

describe('a new passphrase', () => {
  it('is long, the same twice, and understood', () => {
    expect(faultsOf('1234567', '1234567', true)).toEqual(['short']);
    expect(faultsOf('éàüéàüéà', 'éàüéàüéà', true)).toEqual([]);
    expect(faultsOf('12345678', '12345679', false)).toEqual(['differs', 'not_understood']);
  });
});

describe('the controller', () => {
  it('keeps what was known when something is refused', async () => {
    host.on('vault_create', () => {
      throw errorOf('CHG-STO-003');
    });
    const vault = new VaultController();
    expect(await vault.create('before it is known')).toBe(false);
    await vault.load();
    expect(await vault.create('correct horse')).toBe(false);
    expect(vault.state).toMatchObject({ type: 'refused', vault: nowhere, error: { code: 'CHG-STO-003' } });
    host.on('vault_create', () => ({ ...nowhere, file: 'open', used: 'file' }));
    expect(await vault.create('correct horse')).toBe(true);
    expect(vault.standing).toBe('file');
  });
});
