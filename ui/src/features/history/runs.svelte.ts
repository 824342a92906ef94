/** The list of runs, read at will. Starts and stops nothing. */
import { rpc, toRpcError, type RpcError, type RunHeader, type RunState } from '$lib/rpc';

/** How the list stands. */
export type RunsState =
  { type: 'loading' } | { type: 'error'; error: RpcError } | { type: 'loaded'; runs: RunHeader[] };

const OVER: readonly RunState[] = ['succeeded', 'needs_attention', 'failed', 'aborted'];

/** Runs in which something will still happen, or that wait for the person. */
export function unfinished(runs: readonly RunHeader[]): RunHeader[] {
  return runs.filter((run) => !OVER.includes(run.state));
}

/** Runs that can still be rolled back at their provider, those that end first before the others. */
export function waysBack(runs: readonly RunHeader[], now: number): RunHeader[] {
  const open = runs.filter((run) => (run.way_back_until ?? 0) > now);
  return open.toSorted((one, other) => (one.way_back_until ?? 0) - (other.way_back_until ?? 0));
}

/** How long a run took, or has taken by now, in milliseconds. */
export function runDuration(run: RunHeader, now: number): number {
  return Math.max(0, (run.ended_at ?? now) - run.created_at);
}

/** The history. */
export class Runs {
  state = $state.raw<RunsState>({ type: 'loading' });

  /** Reads the list. What was read before stays in sight until the new list is there. */
  async load(): Promise<void> {
    try {
      const runs = await rpc.runs_list({});
      this.state = { type: 'loaded', runs: runs.toSorted((one, other) => other.created_at - one.created_at) };
    } catch (thrown) {
      if (this.state.type !== 'loaded') this.state = { type: 'error', error: toRpcError(thrown) };
    }
  }

  /** Reads the list now and every few seconds. @returns what ends that. */
  follow(every: number): () => void {
    void this.load();
    const timer = setInterval(() => void this.load(), every);
    return () => clearInterval(timer);
  }
}
