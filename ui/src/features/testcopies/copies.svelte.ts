/** Every test copy that may still be billed, of all accounts, and what was left over. */
import { rpc, toRpcError, type RpcError, type DatabaseKey, type TestCopies, type TestCopyId } from '$lib/rpc';

/** How the list stands. What was read before stays in sight while it is read again. */
export type CopiesState =
  | { type: 'loading' }
  | { type: 'error'; error: RpcError }
  | { type: 'loaded'; found: TestCopies; again: boolean; failed: RpcError | null };

/** The list. */
export class Copies {
  state = $state.raw<CopiesState>({ type: 'loading' });

  /** Reads the list; every account is asked for what was left over. */
  async load(): Promise<void> {
    if (this.state.type === 'loaded') this.state = { ...this.state, again: true };
    try {
      this.state = { type: 'loaded', found: await rpc.test_copies({}), again: false, failed: null };
    } catch (thrown) {
      const error = toRpcError(thrown);
      if (this.state.type === 'loaded') this.state = { ...this.state, again: false, failed: error };
      else this.state = { type: 'error', error };
    }
  }

  /** Deletes one, as often as it takes. */
  async remove(id: TestCopyId): Promise<void> {
    await this.#delete(() => rpc.test_copy_delete({ id }));
  }

  /** Deletes what was left over. */
  async removeLeftover(key: DatabaseKey): Promise<void> {
    await this.#delete(() => rpc.leftover_delete({ key }));
  }

  /** Reads the list now and every few seconds. @returns what ends that. */
  follow(every: number): () => void {
    void this.load();
    const timer = setInterval(() => void this.load(), every);
    return () => clearInterval(timer);
  }

  async #delete(asked: () => Promise<unknown>): Promise<void> {
    try {
      await asked();
      await this.load();
    } catch (thrown) {
      if (this.state.type === 'loaded') this.state = { ...this.state, failed: toRpcError(thrown) };
    }
  }
}
