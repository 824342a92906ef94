/**
 * The test copy of one database: made, followed, asked, deleted. What it is made of and its password stay with the
 * application; here is what may be shown.
 */
import {
  rpc,
  toRpcError,
  type Change,
  type DatabaseKey,
  type RpcError,
  type SqlChecks,
  type Statements,
  type TestCopyId,
  type TestCopyView,
} from '$lib/rpc';

/** How the bench stands. */
export type BenchState =
  | { type: 'loading' }
  | { type: 'error'; error: RpcError }
  /** None is there; `starting` while one is being asked for. */
  | { type: 'none'; starting: boolean; error: RpcError | null }
  | { type: 'copy'; copy: TestCopyView; error: RpcError | null };

/** A thing that is asked of a copy, and what it answered. */
export type Asked<T> =
  { type: 'idle' } | { type: 'asking' } | { type: 'failed'; error: RpcError } | { type: 'done'; answer: T };

/** How often a copy is looked at while something happens to it. */
const EVERY_MS = 1000;

/** States in which something happens by itself. */
export const MOVING: readonly TestCopyView['state'][] = [
  'ordering',
  'waiting',
  'filling',
  'rehearsing',
  'deleting',
];

/** Whether two settings ask for the same. */
export function sameChange(one: Change, other: Change): boolean {
  return one.plan_id === other.plan_id && one.zone === other.zone && one.version === other.version;
}

/** The test copy of one database. */
export class TestBench {
  state = $state.raw<BenchState>({ type: 'loading' });
  checks = $state.raw<Asked<SqlChecks>>({ type: 'idle' });
  statements = $state.raw<Asked<Statements>>({ type: 'idle' });
  env = $state.raw<Asked<string>>({ type: 'idle' });
  #timer: ReturnType<typeof setTimeout> | undefined;
  #open = false;

  constructor(readonly key: DatabaseKey) {}

  /** Looks for a copy that is there, and follows it. @returns what ends that. */
  open(): () => void {
    this.#open = true;
    void this.load();
    return () => {
      this.#open = false;
      clearTimeout(this.#timer);
    };
  }

  /** The newest copy of the database that is not gone. */
  async load(): Promise<void> {
    try {
      const copies = await rpc.test_copies_of({ key: this.key });
      const there = copies
        .filter((copy) => copy.state !== 'gone')
        .toSorted((one, other) => other.began - one.began)[0];
      if (there) this.#show(there);
      else this.state = { type: 'none', starting: false, error: null };
    } catch (thrown) {
      this.state = { type: 'error', error: toRpcError(thrown) };
    }
  }

  /** Orders one. It is billed from here on. @param hours after how many it is deleted by itself. @param rehearse
   * whether the provider is to migrate it as well. */
  async start(change: Change, hours: number, rehearse: boolean): Promise<void> {
    if (this.state.type !== 'none' || this.state.starting) return;
    this.state = { type: 'none', starting: true, error: null };
    try {
      this.#show(await rpc.test_copy_start({ key: this.key, change, hours, rehearse }));
    } catch (thrown) {
      this.state = { type: 'none', starting: false, error: toRpcError(thrown) };
    }
  }

  /** Deletes it, as often as it takes. */
  async remove(): Promise<void> {
    if (this.state.type !== 'copy') return;
    const { copy } = this.state;
    try {
      this.#show(await rpc.test_copy_delete({ id: copy.id }));
    } catch (thrown) {
      this.state = { type: 'copy', copy, error: toRpcError(thrown) };
    }
  }

  /** Runs the person's own questions. */
  async check(text: string): Promise<void> {
    await this.#ask(
      (id) => rpc.test_copy_check({ id, from: { type: 'text', text } }),
      (asked) => (this.checks = asked),
    );
  }

  /** Looks at the most expensive statements on both sides. */
  async look(): Promise<void> {
    await this.#ask(
      (id) => rpc.test_copy_statements({ id, limit: null }),
      (asked) => (this.statements = asked),
    );
  }

  /** Writes the address with its password to a new file. */
  async write(path: string): Promise<void> {
    await this.#ask(
      async (id) => {
        await rpc.test_copy_env({ id, path });
        return path;
      },
      (asked) => (this.env = asked),
    );
  }

  async #ask<T>(question: (id: TestCopyId) => Promise<T>, tell: (asked: Asked<T>) => void): Promise<void> {
    if (this.state.type !== 'copy') return;
    tell({ type: 'asking' });
    try {
      tell({ type: 'done', answer: await question(this.state.copy.id) });
    } catch (thrown) {
      tell({ type: 'failed', error: toRpcError(thrown) });
    }
  }

  #show(copy: TestCopyView): void {
    clearTimeout(this.#timer);
    if (copy.state === 'gone') {
      this.state = { type: 'none', starting: false, error: null };
      return;
    }
    this.state = { type: 'copy', copy, error: null };
    if (this.#open && MOVING.includes(copy.state)) {
      this.#timer = setTimeout(() => void this.#again(copy.id), EVERY_MS);
    }
  }

  async #again(id: TestCopyId): Promise<void> {
    try {
      const copy = await rpc.test_copy_show({ id });
      if (this.#open) this.#show(copy);
    } catch (thrown) {
      if (this.state.type === 'copy') this.state = { ...this.state, error: toRpcError(thrown) };
      if (this.#open) this.#timer = setTimeout(() => void this.#again(id), EVERY_MS * 5);
    }
  }
}
