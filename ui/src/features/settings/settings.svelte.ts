/** Language and colours: read at the start, changed on the settings page, kept by Rust. */
import { applyTheme } from '$lib/design';
import { words } from '$lib/i18n';
import { rpc, toRpcError, type RpcError, type Settings } from '$lib/rpc';

/** How the choices stand. */
export type SettingsState =
  | { type: 'loading' }
  | { type: 'loaded'; settings: Settings }
  | { type: 'saving'; settings: Settings }
  /** The change holds for this window, and is lost with it. */
  | { type: 'unsaved'; settings: Settings; error: RpcError };

const DEFAULTS: Settings = { language: null, theme: 'system' };

/** The choices of the person. */
export class SettingsController {
  #state = $state<SettingsState>({ type: 'loading' });

  /** How they stand. */
  get state(): SettingsState {
    return this.#state;
  }

  /** The choices as they hold now. */
  get current(): Settings {
    return this.#state.type === 'loading' ? DEFAULTS : this.#state.settings;
  }

  /** Reads and applies them. Never fails: without an answer the system's habits hold. */
  async load(): Promise<void> {
    try {
      this.#show({ type: 'loaded', settings: await rpc.settings_get({}) });
    } catch (thrown) {
      this.#show({ type: 'unsaved', settings: DEFAULTS, error: toRpcError(thrown) });
    }
  }

  /** Applies a change at once and keeps it. */
  async change(part: Partial<Settings>): Promise<void> {
    const wanted = { ...$state.snapshot(this.current), ...part };
    this.#show({ type: 'saving', settings: wanted });
    try {
      const kept = await rpc.settings_set(wanted);
      this.#show({ type: 'loaded', settings: kept });
    } catch (thrown) {
      this.#show({ type: 'unsaved', settings: wanted, error: toRpcError(thrown) });
    }
  }

  #show(state: Exclude<SettingsState, { type: 'loading' }>): void {
    this.#state = state;
    words.choose(state.settings.language);
    applyTheme(state.settings.theme);
  }
}

/** The choices of the person at this window. */
export const settings = new SettingsController();
