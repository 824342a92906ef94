/** One database: everything known of it, and what the person says it is for. */
import {
  rpc,
  toRpcError,
  type Account,
  type DatabaseKey,
  type DatabasePage,
  type Descriptor,
  type Environment,
  type RpcError,
} from '$lib/rpc';

/** How its page stands. */
export type DatabaseState =
  | { type: 'loading' }
  | {
      type: 'loaded';
      page: DatabasePage;
      account: Account;
      /** Its provider; missing for one that this version does not know. */
      provider: Descriptor | undefined;
      /** It is being read again, what stands here is from before. */
      again: boolean;
      /** Why it could not be read again. */
      failed: RpcError | null;
    }
  | { type: 'error'; error: RpcError }
  /** The account through which it was reached is gone. */
  | { type: 'no_account' };

/** How the mark of what it is for stands. */
export type MarkState =
  { type: 'idle' } | { type: 'saving'; wanted: Environment } | { type: 'error'; error: RpcError };

/** The page of one database. */
export class DatabaseController {
  #state = $state<DatabaseState>({ type: 'loading' });
  #mark = $state<MarkState>({ type: 'idle' });

  constructor(readonly key: DatabaseKey) {}

  /** How the page stands. */
  get state(): DatabaseState {
    return this.#state;
  }

  /** How the mark stands. */
  get markState(): MarkState {
    return this.#mark;
  }

  /** What the database is for: as asked for while that is being kept. */
  get environment(): Environment {
    if (this.#mark.type === 'saving') return this.#mark.wanted;
    return this.#state.type === 'loaded' ? this.#state.page.listed.environment : 'unmarked';
  }

  /** Reads everything. */
  async load(): Promise<void> {
    if (this.#state.type === 'loaded') this.#state = { ...this.#state, again: true, failed: null };
    try {
      const [page, accounts, providers] = await Promise.all([
        rpc.database_show({ key: this.key }),
        rpc.accounts_list({}),
        rpc.providers_list({}),
      ]);
      const account = accounts.find((status) => status.account.id === this.key.account)?.account;
      if (!account) {
        this.#state = { type: 'no_account' };
        return;
      }
      const provider = providers.find((descriptor) => descriptor.id === account.provider);
      this.#state = { type: 'loaded', page, account, provider, again: false, failed: null };
    } catch (thrown) {
      const error = toRpcError(thrown);
      if (this.#state.type === 'loaded') this.#state = { ...this.#state, again: false, failed: error };
      else this.#state = { type: 'error', error };
    }
  }

  /** Says what the database is for. */
  async mark(environment: Environment): Promise<void> {
    if (this.#mark.type === 'saving') return;
    this.#mark = { type: 'saving', wanted: environment };
    try {
      const listed = await rpc.database_mark({ key: this.key, environment });
      if (this.#state.type === 'loaded') this.#state.page.listed = listed;
      this.#mark = { type: 'idle' };
    } catch (thrown) {
      this.#mark = { type: 'error', error: toRpcError(thrown) };
    }
  }
}
