/**
 * The page of a copy: two addresses, their check, the copy under way, its end. Passwords leave this page with the check and
 * are forgotten here at once; the application keeps them for another check of the same address.
 */
import { applied } from '$lib/parts';
import { platform } from '$lib/platform';
import {
  rpc,
  toRpcError,
  type CopyCheck,
  type CopyEnd,
  type CopyEvent,
  type CopyView,
  type DatabaseKey,
  type RememberedCertificate,
  type RpcError,
} from '$lib/rpc';
import { part } from './address';
import { choiceId, choicesOf, type Choice } from './choices';
import { isOver } from './model';

/** How the page stands. */
export type DeskState =
  | { type: 'loading' }
  | { type: 'form'; error: RpcError | null }
  | { type: 'checking' }
  | { type: 'checked'; check: CopyCheck; error: RpcError | null }
  | { type: 'starting'; check: CopyCheck }
  | { type: 'copying'; copy: CopyView; thawing: boolean; error: RpcError | null };

/** One side as it is said: a database of an account by its choice, or else an address with its password. */
export interface Typed {
  choice: string;
  address: string;
  password: string;
}

const NOTHING: Typed = { choice: '', address: '', password: '' };

/** The side of a form. */
export type Side = 'from' | 'to';

/** Copies one database. */
export class CopyDesk {
  state = $state.raw<DeskState>({ type: 'loading' });
  from = $state<Typed>({ ...NOTHING });
  to = $state<Typed>({ ...NOTHING });
  /** Databases of the accounts that can be a side. */
  choices = $state.raw<readonly Choice[]>([]);
  /** The database that data is brought into, when the page was opened for one. */
  into = $state.raw<Choice | null>(null);
  /** Sides whose address is missing, since a check was asked for. */
  missing = $state.raw<readonly Side[]>([]);
  /** Addresses whose password the application keeps. */
  kept = $state.raw<Record<Side, string | null>>({ from: null, to: null });
  #leave: (() => void) | null = null;
  #open = false;

  /**
   * Takes up the copy that was started last, where there is one. @param into the database that data is to be brought into.
   * @returns what ends following it.
   */
  open(into: DatabaseKey | null = null): () => void {
    this.#open = true;
    void this.#choices(into);
    void this.#look(into !== null);
    return () => {
      this.#open = false;
      this.#stopFollowing();
    };
  }

  /** Takes a password out of an address that was pasted with one. */
  tidy(side: Side): void {
    const { address, password } = part(this[side].address);
    if (password !== null) this[side] = { choice: '', address, password };
  }

  /** Whether the application keeps a password for the address that stands there. */
  isKept(side: Side): boolean {
    return this.kept[side] !== null && this.kept[side] === this[side].address.trim();
  }

  /** Checks both sides. */
  async check(): Promise<void> {
    this.tidy('from');
    this.tidy('to');
    this.missing = (['from', 'to'] as const).filter(
      (side) => this[side].choice === '' && this[side].address.trim() === '',
    );
    if (this.missing.length > 0) return;
    const said = { from: { ...this.from }, to: { ...this.to } };
    const ask = { from: this.#end('from'), to: this.#end('to') };
    this.#forget();
    this.state = { type: 'checking' };
    try {
      const check = await rpc.copy_check(ask);
      const kept = (side: Side) =>
        said[side].password !== '' || this.isKept(side) ? said[side].address.trim() : null;
      this.kept = { from: kept('from'), to: kept('to') };
      this.state = { type: 'checked', check, error: null };
    } catch (thrown) {
      this.state = { type: 'form', error: toRpcError(thrown) };
    }
  }

  /** Has a server forgotten that shows another certificate, and looks again. */
  async forget(server: RememberedCertificate): Promise<void> {
    if (this.state.type !== 'checked') return;
    const { check } = this.state;
    try {
      await rpc.certificate_forget({ host: server.host, port: server.port });
    } catch (thrown) {
      this.state = { type: 'checked', check, error: toRpcError(thrown) };
      return;
    }
    await this.check();
  }

  /** Back to the addresses. */
  edit(): void {
    this.state = { type: 'form', error: null };
  }

  /**
   * Starts what was checked. @param freeze whether nobody may write to the source meanwhile.
   * @param typed the name that was typed, where a side is marked as production.
   */
  async start(freeze: boolean, typed: string | null): Promise<void> {
    if (this.state.type !== 'checked' || this.state.check.id === null) return;
    const { check } = this.state;
    const id = this.state.check.id;
    this.state = { type: 'starting', check };
    try {
      this.#show(await rpc.copy_start({ id, freeze, typed_name: typed }));
    } catch (thrown) {
      this.state = { type: 'checked', check, error: toRpcError(thrown) };
    }
  }

  /** Stops the copy. What has arrived stays where it is. */
  async stop(): Promise<void> {
    if (this.state.type !== 'copying') return;
    const { copy } = this.state;
    try {
      await rpc.copy_stop({ id: copy.head.id });
    } catch (thrown) {
      this.state = { ...this.state, error: toRpcError(thrown) };
    }
  }

  /** Makes the source writable again after a copy that is over. */
  async thaw(): Promise<void> {
    if (this.state.type !== 'copying' || this.state.thawing) return;
    const { copy } = this.state;
    this.state = { type: 'copying', copy, thawing: true, error: null };
    try {
      this.#show(await rpc.copy_thaw({ id: copy.head.id }));
    } catch (thrown) {
      this.state = { type: 'copying', copy, thawing: false, error: toRpcError(thrown) };
    }
  }

  /** Begins anew after a copy that is over. */
  again(): void {
    this.#stopFollowing();
    this.kept = { from: null, to: null };
    this.state = { type: 'form', error: null };
  }

  /** Takes an event of the copy. */
  apply(event: CopyEvent): void {
    if (this.state.type !== 'copying') return;
    const copy = applied(this.state.copy, event);
    if (copy) this.state = { ...this.state, copy };
    if (event.type === 'over') this.#stopFollowing();
  }

  #end(side: Side): CopyEnd {
    const { choice, address, password } = this[side];
    const chosen = this.choices.find((each) => each.id === choice);
    return chosen ? { type: 'database', key: chosen.key } : { type: 'typed', address, password };
  }

  async #choices(into: DatabaseKey | null): Promise<void> {
    try {
      this.choices = choicesOf(await rpc.databases_list({ account: null }));
    } catch {
      // Then a side is said by its address.
    }
    if (into === null) return;
    this.into = this.choices.find((each) => each.id === choiceId(into)) ?? null;
    if (this.into) this.to = { ...NOTHING, choice: this.into.id };
  }

  async #look(fresh: boolean): Promise<void> {
    let latest: CopyView | null = null;
    try {
      latest = await rpc.copy_latest({});
    } catch {
      // Then there is nothing to take up.
    }
    if (!this.#open || this.state.type !== 'loading') return;
    if (latest && !(fresh && isOver(latest))) this.#show(latest);
    else this.state = { type: 'form', error: null };
  }

  #show(copy: CopyView): void {
    this.state = { type: 'copying', copy, thawing: false, error: null };
    if (!this.#open || isOver(copy)) return;
    this.#leave ??= platform().subscribeCopy(copy.head.id, (event) => this.apply(event));
  }

  #stopFollowing(): void {
    this.#leave?.();
    this.#leave = null;
  }

  #forget(): void {
    this.from = { ...this.from, password: '' };
    this.to = { ...this.to, password: '' };
  }
}
