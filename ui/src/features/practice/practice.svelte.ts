/** The practice cloud on this computer: whether it can run, and starting it. */
import { rpc, toRpcError, type PracticeState, type RpcError } from '$lib/rpc';

/** How it stands, as far as is known. */
export type PracticePanelState =
  | { type: 'loading' }
  | { type: 'loaded'; practice: PracticeState }
  | { type: 'starting' }
  | { type: 'error'; error: RpcError };

const PATIENCE = 1000;

/** The practice cloud. */
export class PracticeController {
  #state = $state<PracticePanelState>({ type: 'loading' });

  /** How it stands. */
  get state(): PracticePanelState {
    return this.#state;
  }

  /** Looks how it stands. */
  async load(): Promise<void> {
    try {
      this.#state = { type: 'loaded', practice: await rpc.practice_state({}) };
    } catch (thrown) {
      this.#state = { type: 'error', error: toRpcError(thrown) };
    }
  }

  /** Starts it and waits until its account is there. @returns whether it runs. */
  async start(): Promise<boolean> {
    if (this.#state.type === 'starting') return false;
    this.#state = { type: 'starting' };
    try {
      let practice = await rpc.practice_start({});
      while (practice.state === 'starting') {
        await new Promise((resume) => setTimeout(resume, PATIENCE));
        practice = await rpc.practice_state({});
      }
      this.#state = { type: 'loaded', practice };
      return practice.state === 'running';
    } catch (thrown) {
      this.#state = { type: 'error', error: toRpcError(thrown) };
      return false;
    }
  }
}
