/** What this copy of the application is, where it keeps its data, and whom it has talked to. */
import { rpc, toRpcError, type AppInfo, type RpcError } from '$lib/rpc';

/** How what is known about it stands. */
export type AboutState =
  { type: 'loading' } | { type: 'loaded'; info: AppInfo } | { type: 'error'; error: RpcError };

/** About this copy. */
export class AboutController {
  #state = $state<AboutState>({ type: 'loading' });

  /** How it stands. */
  get state(): AboutState {
    return this.#state;
  }

  /** Reads it. */
  async load(): Promise<void> {
    try {
      this.#state = { type: 'loaded', info: await rpc.app_info({}) };
    } catch (thrown) {
      this.#state = { type: 'error', error: toRpcError(thrown) };
    }
  }
}
