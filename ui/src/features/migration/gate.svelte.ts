/**
 * The gate: the plan as it is read once more, and its one confirmation. A gate opens once; after any refusal it is
 * read again before another try, and nothing is repeated by itself.
 */
import { SvelteSet } from 'svelte/reactivity';
import {
  isKind,
  rpc,
  toRpcError,
  type Change,
  type DatabaseKey,
  type Gate,
  type RpcError,
  type RunId,
} from '$lib/rpc';
import { compareTypedName, type TypedName } from './model/name';

/** What the person must correct before the button does its work. */
export type GateProblem =
  { type: 'name'; how: Exclude<TypedName, 'match'> } | { type: 'accept'; check: string };

/** How the gate stands. */
export type GateState =
  | { type: 'idle' }
  | { type: 'reading' }
  | { type: 'unreadable'; error: RpcError }
  | { type: 'open'; gate: Gate; problem: GateProblem | null; changed: boolean }
  | { type: 'starting'; gate: Gate }
  | { type: 'refused'; gate: Gate; error: RpcError }
  | { type: 'started'; id: RunId };

/** What the person brings to the gate from the stages before. */
export interface Brought {
  change: Change;
  /** Checks agreed to in Validation. */
  accepted: readonly string[];
  /** Why the test was skipped. */
  reason: string;
}

/** The gate of one database. */
export class GateKeeper {
  state = $state.raw<GateState>({ type: 'idle' });
  /** As typed by the person. */
  typed = $state('');
  /** Checks agreed to at the gate itself, because they were not there in Validation. */
  readonly acceptedHere = new SvelteSet<string>();
  readonly #key: DatabaseKey;
  #asked = 0;

  constructor(key: DatabaseKey) {
    this.#key = key;
  }

  /** Reads the plan once more. `changed` says that this is because it had changed. */
  async read(change: Change, changed = false): Promise<void> {
    this.#asked += 1;
    const question = this.#asked;
    this.state = { type: 'reading' };
    let answer: GateState;
    try {
      const gate = await rpc.gate({ key: this.#key, change });
      answer = { type: 'open', gate, problem: null, changed };
    } catch (thrown) {
      answer = { type: 'unreadable', error: toRpcError(thrown) };
    }
    if (question === this.#asked) this.state = answer;
  }

  /** Forgets the gate; a new one must be read. */
  close(): void {
    this.#asked += 1;
    this.state = { type: 'idle' };
  }

  /** Checks that still want agreement at the gate. */
  missing(gate: Gate, accepted: readonly string[]): string[] {
    return gate.to_accept.filter((check) => !accepted.includes(check));
  }

  /** Agrees to a check at the gate, or takes that back. */
  accept(check: string, on: boolean): void {
    if (on) this.acceptedHere.add(check);
    else this.acceptedHere.delete(check);
    this.clearProblem();
  }

  /** The person is correcting what was wrong. */
  clearProblem(): void {
    if (this.state.type === 'open' && this.state.problem) this.state = { ...this.state, problem: null };
  }

  /** What the person must still do, first things first. */
  problem(gate: Gate, brought: Brought): GateProblem | null {
    const accepted = [...brought.accepted, ...this.acceptedHere];
    const [check] = this.missing(gate, accepted);
    if (check !== undefined) return { type: 'accept', check };
    if (gate.typed_name === null) return null;
    const how = compareTypedName(gate.typed_name, this.typed);
    return how === 'match' ? null : { type: 'name', how };
  }

  /** Starts the migration, once. Does nothing unless the gate is open. */
  async confirm(brought: Brought): Promise<void> {
    if (this.state.type !== 'open') return;
    const { gate } = this.state;
    const problem = gate.blocked ? null : this.problem(gate, brought);
    if (problem) {
      this.state = { ...this.state, problem };
      return;
    }
    if (gate.blocked) return;
    this.state = { type: 'starting', gate };
    try {
      const { id } = await rpc.migrate({
        key: this.#key,
        change: brought.change,
        acceptance: {
          plan_hash: gate.plan_hash,
          nonce: gate.nonce,
          typed_name: gate.typed_name === null ? null : this.typed,
          accepted: [...brought.accepted, ...this.acceptedHere].filter((check) =>
            gate.to_accept.includes(check),
          ),
          test_skipped_because: brought.reason.trim() || null,
        },
      });
      this.state = { type: 'started', id };
    } catch (thrown) {
      await this.#refused(gate, brought.change, toRpcError(thrown));
    }
  }

  async #refused(gate: Gate, change: Change, error: RpcError): Promise<void> {
    if (isKind(error, 'plan_changed') || isKind(error, 'not_accepted')) {
      await this.read(change, true);
      return;
    }
    this.state = { type: 'refused', gate, error };
  }
}
