/** The databases of all accounts. One account that fails hides no other. */
import {
  rpc,
  toRpcError,
  type AccountDatabases,
  type AccountId,
  type Descriptor,
  type RpcError,
} from '$lib/rpc';
import { NO_FILTER, type Filter } from './listing';

/** How the list stands. What was seen before stays on the screen while it is read again. */
export type InventoryState =
  | { type: 'loading' }
  | {
      type: 'loaded';
      entries: AccountDatabases[];
      providers: Descriptor[];
      again: boolean;
      failed: RpcError | null;
    }
  | { type: 'error'; error: RpcError };

/** The last list seen by this window, shown with its age while a fresh one is fetched. */
let last: InventoryState | undefined;

/** The list of databases. */
export class InventoryController {
  #state = $state<InventoryState>(last ?? { type: 'loading' });
  #busy = $state<AccountId[]>([]);
  /** What is looked for. */
  filter = $state<Filter>({ ...NO_FILTER });

  /** How it stands. */
  get state(): InventoryState {
    return this.#state;
  }

  /** Whether an account is being asked again. */
  isBusy(account: AccountId): boolean {
    return this.#busy.includes(account);
  }

  /** Asks every account. */
  async load(): Promise<void> {
    if (this.#state.type === 'loaded') this.#state = { ...this.#state, again: true, failed: null };
    else this.#state = { type: 'loading' };
    try {
      const [entries, providers] = await Promise.all([
        rpc.databases_list({ account: null }),
        rpc.providers_list({}),
      ]);
      this.#state = { type: 'loaded', entries, providers, again: false, failed: null };
      last = $state.snapshot(this.#state) as InventoryState;
    } catch (thrown) {
      const error = toRpcError(thrown);
      if (this.#state.type === 'loaded') this.#state = { ...this.#state, again: false, failed: error };
      else this.#state = { type: 'error', error };
    }
  }

  /** Asks one account again. */
  async reload(account: AccountId): Promise<void> {
    if (this.#state.type !== 'loaded' || this.isBusy(account)) return;
    this.#busy.push(account);
    try {
      const [fresh] = await rpc.databases_list({ account });
      if (fresh) this.#replace(account, fresh);
    } catch (thrown) {
      const error = toRpcError(thrown);
      const entry = this.#state.entries.find((candidate) => candidate.account.id === account);
      if (entry) this.#replace(account, { ...entry, error });
    } finally {
      this.#busy = this.#busy.filter((id) => id !== account);
    }
  }

  /** The provider of an account. */
  descriptor(id: string): Descriptor | undefined {
    return this.#state.type === 'loaded'
      ? this.#state.providers.find((provider) => provider.id === id)
      : undefined;
  }

  #replace(account: AccountId, fresh: AccountDatabases): void {
    if (this.#state.type !== 'loaded') return;
    this.#state.entries = this.#state.entries.map((entry) => (entry.account.id === account ? fresh : entry));
  }
}
