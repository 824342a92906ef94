/**
 * The checks of one database for one change: run, run again, and what the person agrees to.
 * An agreement lasts as long as the finding it was given for; a blocker can be agreed to by nobody.
 */
import { SvelteSet } from 'svelte/reactivity';
import { rpc, toRpcError, type Change, type DatabaseKey, type Findings, type RpcError } from '$lib/rpc';
import { asksForTick, acceptedChecks, findingId, findingsVerdict, unticked } from './model/findings';
import { sameChange } from './settings.svelte';

/** How the checks stand. */
export type ValidationState =
  | { type: 'not-run' }
  | { type: 'running'; change: Change }
  | { type: 'loaded'; change: Change; findings: Findings }
  | { type: 'error'; change: Change; error: RpcError };

/** What keeps the person in Validation. */
export type ValidationBar =
  { type: 'not-run' } | { type: 'stale' } | { type: 'blocked' } | { type: 'unticked'; first: string };

/** The checks and the ticks. */
export class Validation {
  state = $state.raw<ValidationState>({ type: 'not-run' });
  /** Findings that were agreed to, by `findingId`. */
  readonly ticked = new SvelteSet<string>();
  readonly #key: DatabaseKey;
  #asked = 0;

  constructor(key: DatabaseKey) {
    this.#key = key;
  }

  /** Runs the checks for a change. A later run makes an earlier answer void. */
  async run(change: Change): Promise<void> {
    this.#asked += 1;
    const question = this.#asked;
    this.state = { type: 'running', change };
    let answer: ValidationState;
    try {
      answer = { type: 'loaded', change, findings: await rpc.check({ key: this.#key, change }) };
    } catch (thrown) {
      answer = { type: 'error', change, error: toRpcError(thrown) };
    }
    if (question !== this.#asked) return;
    if (answer.type === 'loaded') this.#forget(answer.findings);
    this.state = answer;
  }

  /** Runs the checks unless they have run, or are running, for this change. */
  async ensure(change: Change): Promise<void> {
    const state = this.state;
    if (state.type === 'not-run' || state.type === 'error' || !sameChange(state.change, change))
      await this.run(change);
  }

  /** Agrees to a finding, or takes that back. */
  tick(id: string, on: boolean): void {
    if (on) this.ticked.add(id);
    else this.ticked.delete(id);
  }

  /** What keeps the person from going on with this change, or `null`. */
  bar(change: Change): ValidationBar | null {
    const state = this.state;
    if (state.type !== 'loaded') return { type: 'not-run' };
    if (!sameChange(state.change, change)) return { type: 'stale' };
    if (findingsVerdict(state.findings).type === 'blocked') return { type: 'blocked' };
    const [first] = unticked(state.findings, this.ticked);
    return first ? { type: 'unticked', first: findingId(first) } : null;
  }

  /** The checks that were agreed to. */
  get accepted(): string[] {
    return this.state.type === 'loaded' ? acceptedChecks(this.state.findings, this.ticked) : [];
  }

  /** Ticks of findings that are no longer there, or no longer ask, are forgotten. */
  #forget(findings: Findings): void {
    const asking = new Set(findings.findings.filter(asksForTick).map(findingId));
    for (const id of [...this.ticked]) if (!asking.has(id)) this.ticked.delete(id);
  }
}
