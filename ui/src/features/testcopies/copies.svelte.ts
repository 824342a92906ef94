/** Every test copy that may still be billed, of all accounts, and what was left over. */
import { rpc, toRpcError, type RpcError, type DatabaseKey, type TestCopies, type TestCopyId } from '$lib/rpc';
import { MOVING } from './bench.svelte';

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

  /**
   * Reads the list now, and looks every few seconds at those to which something happens: the whole list asks every account.
   * @returns what ends that.
   */
  follow(every: number): () => void {
    void this.load();
    const timer = setInterval(() => void this.#glance(), every);
    return () => clearInterval(timer);
  }

  async #glance(): Promise<void> {
    if (this.state.type !== 'loaded' || this.state.again) return;
    const moving = this.state.found.copies.filter((copy) => MOVING.includes(copy.state));
    if (moving.length === 0) return;
    try {
      const seen = await Promise.all(moving.map((copy) => rpc.test_copy_show({ id: copy.id })));
      if (this.state.type !== 'loaded') return;
      const fresh = new Map(seen.map((copy) => [copy.id, copy]));
      const copies = this.state.found.copies
        .map((copy) => fresh.get(copy.id) ?? copy)
        .filter((copy) => copy.state !== 'gone');
      this.state = { ...this.state, found: { ...this.state.found, copies }, failed: null };
    } catch (thrown) {
      if (this.state.type === 'loaded') this.state = { ...this.state, failed: toRpcError(thrown) };
    }
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
