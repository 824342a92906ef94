/**
 * The settings of a migration as the person edits them, and what they amount to and cost.
 * Keeps the answer of the newest question only. Changes nothing at the provider.
 */
import {
  rpc,
  toRpcError,
  type Change,
  type ChangePreview,
  type DatabaseKey,
  type OffersPage,
  type RpcError,
} from '$lib/rpc';
import { settingsProblem, type SettingsProblem } from './model/plans';

/** What the settings amount to. */
export type PreviewState =
  { type: 'asking' } | { type: 'loaded'; preview: ChangePreview } | { type: 'error'; error: RpcError };

/** The form of Configure. */
export class Settings {
  /** What is asked for. */
  change = $state.raw<Change>({ plan_id: '', zone: '', version: '' });
  /** What that amounts to. */
  preview = $state.raw<PreviewState>({ type: 'asking' });
  readonly #key: DatabaseKey;
  readonly #page: OffersPage;
  #asked = 0;

  constructor(key: DatabaseKey, page: OffersPage) {
    this.#key = key;
    this.#page = page;
    this.change = page.proposed;
  }

  /** What keeps the settings from being checked, or `null`. */
  get problem(): SettingsProblem | null {
    return settingsProblem(this.#page, this.change);
  }

  /** Changes one setting or more and asks again what that amounts to. */
  set(part: Partial<Change>): void {
    const next = { ...this.change, ...part };
    if (sameChange(next, this.change)) return;
    this.change = next;
    void this.ask();
  }

  /** Asks what the settings amount to. A later question makes an earlier answer void. */
  async ask(): Promise<void> {
    this.#asked += 1;
    const question = this.#asked;
    this.preview = { type: 'asking' };
    let answer: PreviewState;
    try {
      answer = { type: 'loaded', preview: await rpc.change_preview({ key: this.#key, change: this.change }) };
    } catch (thrown) {
      answer = { type: 'error', error: toRpcError(thrown) };
    }
    if (question === this.#asked) this.preview = answer;
  }
}

/** Whether two settings ask for the same. */
export function sameChange(one: Change, other: Change): boolean {
  return one.plan_id === other.plan_id && one.zone === other.zone && one.version === other.version;
}
