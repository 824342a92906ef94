/** Where secrets are kept and whether that works; making, opening and closing the passphrase file. */
import { rpc, toRpcError, type RpcError, type VaultState } from '$lib/rpc';

/** How the vault stands, as far as is known. */
export type VaultPanelState =
  | { type: 'loading' }
  | { type: 'loaded'; vault: VaultState }
  | { type: 'working'; vault: VaultState }
  /** What was asked for failed; the vault is as it was. */
  | { type: 'refused'; vault: VaultState; error: RpcError }
  | { type: 'error'; error: RpcError };

/** The vault in one word, for the indicator beside every page. */
export type VaultStanding =
  'keyring' | 'file' | 'file_locked' | 'file_damaged' | 'keyring_locked' | 'none' | 'unknown';

/** The one word for a state. */
export function standingOf(vault: VaultState): VaultStanding {
  if (vault.used === 'keyring') return 'keyring';
  if (vault.used === 'file') return 'file';
  if (vault.file === 'locked') return 'file_locked';
  if (vault.file === 'damaged') return 'file_damaged';
  if (vault.keyring === 'locked') return 'keyring_locked';
  return 'none';
}

/** What is wrong with a new passphrase. */
export type PassphraseFault = 'short' | 'differs' | 'not_understood';

/** The shortest passphrase taken, in characters. */
export const SHORTEST = 8;

/** What is wrong with the form for a new file, by field; empty when nothing is. */
export function faultsOf(passphrase: string, again: string, understood: boolean): PassphraseFault[] {
  const faults: PassphraseFault[] = [];
  if ([...passphrase].length < SHORTEST) faults.push('short');
  if (passphrase !== again) faults.push('differs');
  if (!understood) faults.push('not_understood');
  return faults;
}

/** The vault of this window. */
export class VaultController {
  #state = $state<VaultPanelState>({ type: 'loading' });

  /** How it stands. */
  get state(): VaultPanelState {
    return this.#state;
  }

  /** How it stands, in one word. */
  get standing(): VaultStanding {
    return 'vault' in this.#state ? standingOf(this.#state.vault) : 'unknown';
  }

  /** Looks how it stands. */
  async load(): Promise<void> {
    try {
      this.#state = { type: 'loaded', vault: await rpc.vault_state({}) };
    } catch (thrown) {
      this.#state = { type: 'error', error: toRpcError(thrown) };
    }
  }

  /** Makes the passphrase file. The person has been told what that means. @returns whether it worked. */
  create(passphrase: string): Promise<boolean> {
    return this.#work(() => rpc.vault_create({ passphrase }));
  }

  /** Opens the passphrase file. @returns whether it worked. */
  unlock(passphrase: string): Promise<boolean> {
    return this.#work(() => rpc.vault_unlock({ passphrase }));
  }

  /** Closes the passphrase file. @returns whether it worked. */
  lock(): Promise<boolean> {
    return this.#work(() => rpc.vault_lock({}));
  }

  async #work(ask: () => Promise<VaultState>): Promise<boolean> {
    if (!('vault' in this.#state) || this.#state.type === 'working') return false;
    const vault = $state.snapshot(this.#state.vault);
    this.#state = { type: 'working', vault };
    try {
      this.#state = { type: 'loaded', vault: await ask() };
      return true;
    } catch (thrown) {
      this.#state = { type: 'refused', vault, error: toRpcError(thrown) };
      return false;
    }
  }
}

/** The vault of this window: the indicator and the panel show the same. */
export const vault = new VaultController();
