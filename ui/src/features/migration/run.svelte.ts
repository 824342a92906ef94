/**
 * One run: from a snapshot alone at any state, kept fresh by events. What the person asks of it is asked once at a
 * time; what the provider does goes on whatever happens here.
 */
import { applied } from '$lib/parts';
import { platform } from '$lib/platform';
import {
  rpc,
  toRpcError,
  type CopyView,
  type Descriptor,
  type RpcError,
  type RunEvent,
  type RunId,
  type RunMessage,
  type RunView,
  type SupportSheet,
} from '$lib/rpc';

/** How the page of a run stands. */
export type RunPageState =
  | { type: 'loading' }
  | { type: 'error'; error: RpcError }
  | { type: 'loaded'; run: RunView; messages: RunMessage[] };

/** What the person has asked of the run. */
export type RunAction =
  | { type: 'idle' }
  | { type: 'aborting' }
  | { type: 'going' }
  | { type: 'deleting' }
  | { type: 'resuming' }
  | { type: 'releasing' }
  | { type: 'redeploying'; application: string }
  | { type: 'failed'; error: RpcError };

/** What support asks for. */
export type SupportState =
  | { type: 'idle' }
  | { type: 'loading' }
  | { type: 'loaded'; sheet: SupportSheet }
  | { type: 'error'; error: RpcError };

/** How often a run that is over is read again, while its way back may be taken in the provider's panel. */
const WAY_BACK_EVERY_MS = 10_000;

/** Follows one run. */
export class RunFollower {
  state = $state.raw<RunPageState>({ type: 'loading' });
  action = $state.raw<RunAction>({ type: 'idle' });
  support = $state.raw<SupportState>({ type: 'idle' });
  /** How far our own copy is, while it is made by this process. */
  copy = $state.raw<CopyView | null>(null);
  /** Whose migration it is, once read: for names and for what it can do. */
  provider = $state.raw<Descriptor | null>(null);
  #leave: (() => void) | null = null;
  #looking: ReturnType<typeof setInterval> | undefined;
  readonly #told = new Set<string>();

  constructor(readonly id: RunId) {}

  /** Reads the run and follows it. @returns what ends that. */
  open(): () => void {
    this.#follow();
    void this.read();
    this.#looking = setInterval(() => {
      if (this.#wayBackIsOpen()) void this.read();
    }, WAY_BACK_EVERY_MS);
    return () => {
      clearInterval(this.#looking);
      this.close();
    };
  }

  /** Stops following. The run itself goes on. */
  close(): void {
    this.#leave?.();
    this.#leave = null;
  }

  /** Reads the run as it stands. A snapshot that came by event meanwhile is not overwritten by an error. */
  async read(): Promise<void> {
    try {
      this.#snapshot(await rpc.run_show({ id: this.id }));
    } catch (thrown) {
      if (this.state.type !== 'loaded') this.state = { type: 'error', error: toRpcError(thrown) };
    }
  }

  /** Takes an event of the run. */
  apply(event: RunEvent): void {
    if (event.type === 'snapshot') {
      this.#snapshot(event.run);
      return;
    }
    const state = this.state;
    if (event.type === 'over') {
      this.close();
      void this.read();
      return;
    }
    if (state.type !== 'loaded') return;
    if (event.type === 'message') {
      // A line that is opened again tells everything again.
      const text = JSON.stringify(event.message);
      if (this.#told.has(text)) return;
      this.#told.add(text);
      this.state = { ...state, messages: [...state.messages, event.message] };
    } else if (event.type === 'copy') {
      this.copy = applied(this.copy, event.event);
    } else if (event.type === 'heard') {
      this.state = { ...state, run: { ...state.run, heard_at: Math.max(event.at, state.run.heard_at ?? 0) } };
    } else if (!state.run.journal.some((entry) => entry.seq === event.entry.seq)) {
      this.state = { ...state, run: { ...state.run, journal: [...state.run.journal, event.entry] } };
    }
  }

  /** Asks the provider to stop. Whether it did is seen in the run. */
  async abort(): Promise<void> {
    await this.#act({ type: 'aborting' }, () => rpc.run_abort({ id: this.id }));
  }

  /** The person is about to act in the provider's panel. */
  async go(keepOut: boolean): Promise<void> {
    await this.#act({ type: 'going' }, () => rpc.run_go({ id: this.id, keep_out: keepOut }));
  }

  /** Deletes the restore point of a run that is over. */
  async deleteRestorePoint(): Promise<void> {
    await this.#act({ type: 'deleting' }, () => rpc.restore_point_delete({ id: this.id }));
  }

  /** Looks again at a run that waits for the person. */
  async resume(): Promise<void> {
    await this.#act({ type: 'resuming' }, () => rpc.run_resume({ id: this.id }));
  }

  /** Lets the old server of a transfer go. */
  async release(typed: string): Promise<void> {
    await this.#act({ type: 'releasing' }, () => rpc.run_release({ id: this.id, typed_name: typed }));
  }

  /** Restarts an application that was missed. */
  async redeploy(application: string): Promise<void> {
    await this.#act({ type: 'redeploying', application }, () =>
      rpc.run_redeploy({ id: this.id, application }),
    );
  }

  /** Gathers what support asks for, once. */
  async gatherSupport(): Promise<void> {
    if (this.support.type === 'loading' || this.support.type === 'loaded') return;
    this.support = { type: 'loading' };
    try {
      this.support = { type: 'loaded', sheet: await rpc.run_support({ id: this.id }) };
    } catch (thrown) {
      this.support = { type: 'error', error: toRpcError(thrown) };
    }
  }

  #follow(): void {
    this.#leave ??= platform().subscribeRun(this.id, (event) => this.apply(event));
  }

  /** Whether the run is over and the person may still go back: no event tells of it then. */
  #wayBackIsOpen(): boolean {
    const guide = this.state.type === 'loaded' ? this.state.run.guide : null;
    return guide !== null && guide.way_back_until !== null && guide.rolled_back_at === null;
  }

  async #findProvider(id: string): Promise<void> {
    if (this.provider !== null) return;
    try {
      const providers = await rpc.providers_list({});
      this.provider = providers.find((each) => each.id === id) ?? null;
    } catch {
      // Its id stands in for its name: nothing of the run depends on it.
    }
  }

  async #act(action: RunAction, ask: () => Promise<RunView>): Promise<void> {
    if (this.action.type !== 'idle' && this.action.type !== 'failed') return;
    this.action = action;
    try {
      this.#snapshot(await ask());
      this.action = { type: 'idle' };
      this.#follow();
    } catch (thrown) {
      this.action = { type: 'failed', error: toRpcError(thrown) };
    }
  }

  /** Takes a snapshot, unless it is older than what is known: answers and events may overtake each other. */
  #snapshot(run: RunView): void {
    const known = this.state.type === 'loaded' ? this.state : null;
    if (known && lastSeq(known.run) > lastSeq(run)) return;
    const heard = Math.max(run.heard_at ?? 0, known?.run.heard_at ?? 0);
    this.state = {
      type: 'loaded',
      run: { ...run, heard_at: heard === 0 ? null : heard },
      messages: known?.messages ?? [],
    };
    void this.#findProvider(run.header.provider);
  }
}

function lastSeq(run: RunView): number {
  return run.journal.at(-1)?.seq ?? 0;
}
