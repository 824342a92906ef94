/** Adding an account, or signing in to one again, in any of the provider's ways. Secrets go outward only, and are forgotten. */
import { platform } from '$lib/platform';
import {
  isKind,
  rpc,
  toRpcError,
  type Account,
  type AccountStatus,
  type Descriptor,
  type FoundProfile,
  type RpcError,
  type SignInWay,
} from '$lib/rpc';
import { credentials, faultsOf, formOf, freeName, otherBaseUrl, type Fault } from './form';

/** How the form stands. */
export type SignInState =
  | { type: 'loading' }
  | { type: 'error'; error: RpcError }
  | { type: 'editing'; error?: RpcError }
  | { type: 'saving' }
  /** The browser has been opened, and the consent is awaited. */
  | { type: 'waiting'; signIn: string; url: string }
  | { type: 'done'; status: AccountStatus };

/** Profiles of the provider's own client on this computer. */
export type ProfilesState =
  | { type: 'idle' }
  | { type: 'looking' }
  | { type: 'found'; profiles: FoundProfile[]; file: string }
  | { type: 'error'; error: RpcError };

/** The form of signing in. */
export class SignInController {
  #state = $state<SignInState>({ type: 'loading' });
  #profiles = $state<ProfilesState>({ type: 'idle' });
  #providers = $state.raw<Descriptor[]>([]);
  #provider = $state.raw<Descriptor>();
  #way = $state<SignInWay>('token');
  #tried = $state(false);
  #taken: string[] = [];
  /** The account that is signed in to again; a new one without. */
  again = $state.raw<Account>();
  /** What was filled in. */
  name = $state('');
  workspace = $state('');
  alias = $state('');
  values = $state<Record<string, string>>({});
  /** Groups in use, to choose from. */
  workspaces = $state.raw<string[]>([]);

  get state(): SignInState {
    return this.#state;
  }

  get profiles(): ProfilesState {
    return this.#profiles;
  }

  get providers(): readonly Descriptor[] {
    return this.#providers;
  }

  get provider(): Descriptor | undefined {
    return this.#provider;
  }

  get way(): SignInWay {
    return this.#way;
  }

  /** What is wrong with the form, by field; nothing before the first try. */
  get faults(): ReadonlyMap<string, Fault> {
    return this.#tried ? this.#faults() : new Map();
  }

  /** Whether something is under way that the form must wait for. */
  get busy(): boolean {
    return this.#state.type === 'saving' || this.#state.type === 'waiting';
  }

  /** Reads what can be chosen; `again` names the account to sign in to again. */
  async load(again?: string): Promise<void> {
    this.#state = { type: 'loading' };
    try {
      const [providers, statuses] = await Promise.all([rpc.providers_list({}), rpc.accounts_list({})]);
      const accounts = statuses.map((status) => status.account);
      this.#providers = providers.filter((provider) => provider.sign_in.length > 0);
      this.#taken = accounts.map((account) => account.name);
      this.workspaces = [...new Set(accounts.map((account) => account.workspace).filter(Boolean))];
      this.again = accounts.find((account) => account.id === again);
      this.chooseProvider(this.again?.provider ?? this.#providers[0]?.id ?? '');
      if (this.again) {
        this.name = this.again.name;
        this.workspace = this.again.workspace;
        if (this.again.base_url) this.values['base_url'] = this.again.base_url;
        this.chooseWay(this.again.way);
      }
      this.#state = { type: 'editing' };
    } catch (thrown) {
      this.#state = { type: 'error', error: toRpcError(thrown) };
    }
  }

  /** Takes a provider, with its best way of signing in. */
  chooseProvider(id: string): void {
    const before = this.#provider;
    this.#provider = this.#providers.find((provider) => provider.id === id);
    const untouched = this.name === '' || (before && this.name === freeName(before.name, this.#taken));
    if (this.#provider && untouched) this.name = freeName(this.#provider.name, this.#taken);
    this.values = {};
    const best = this.#provider?.sign_in[0]?.way;
    if (best) this.chooseWay(best);
  }

  /** Takes a way of signing in. */
  chooseWay(way: SignInWay): void {
    this.#way = way;
    this.#tried = false;
    if (this.#state.type === 'editing') this.#state = { type: 'editing' };
    if (way === 'profile' && this.#profiles.type !== 'found') void this.findProfiles();
  }

  /** Looks for profiles of the provider's own client. */
  async findProfiles(): Promise<void> {
    if (!this.#provider) return;
    this.#profiles = { type: 'looking' };
    try {
      const found = await rpc.profiles_find({ provider: this.#provider.id });
      this.#profiles = { type: 'found', ...found };
      const first = found.profiles.find((profile) => !profile.already_added || this.again);
      this.alias = first?.alias ?? '';
    } catch (thrown) {
      this.#profiles = { type: 'error', error: toRpcError(thrown) };
    }
  }

  /** Signs in. @returns false when the form must be mended first. */
  async submit(): Promise<boolean> {
    const form = this.#provider && formOf(this.#provider, this.#way);
    if (!this.#provider || !form || this.busy) return true;
    this.#tried = true;
    if (this.#faults().size > 0) return false;
    this.#state = { type: 'saving' };
    const common = {
      provider: this.#provider.id,
      name: this.name.trim(),
      workspace: this.workspace.trim(),
      again: this.again?.id ?? null,
    };
    const base_url = otherBaseUrl(form, this.values);
    try {
      if (this.#way === 'browser') {
        await this.#inBrowser({ ...common, base_url });
      } else if (this.#way === 'profile') {
        this.#done(await rpc.profile_import({ ...common, alias: this.alias }));
      } else {
        const fields = credentials(form, this.values);
        this.#done(await rpc.account_add({ ...common, base_url, way: this.#way, fields }));
      }
    } catch (thrown) {
      this.#failed(toRpcError(thrown));
    }
    return true;
  }

  /** Ends the waiting for the browser. Nothing was added. */
  async cancel(): Promise<void> {
    if (this.#state.type !== 'waiting') return;
    const { signIn } = this.#state;
    this.#state = { type: 'editing' };
    try {
      await rpc.sign_in_cancel({ sign_in: signIn });
    } catch {
      // It ends by itself after a while; nothing is added by it any more.
    }
  }

  /** Opens the provider's page once more. */
  openAgain(): void {
    if (this.#state.type === 'waiting')
      void platform()
        .openUrl(this.#state.url)
        .catch(() => undefined);
  }

  async #inBrowser(request: Parameters<typeof rpc.sign_in_start>[0]): Promise<void> {
    const { sign_in, url } = await rpc.sign_in_start(request);
    this.#state = { type: 'waiting', signIn: sign_in, url };
    // A browser that does not open leaves the address on the screen, to be copied.
    await platform()
      .openUrl(url)
      .catch(() => undefined);
    const mine = () => this.#state.type === 'waiting' && this.#state.signIn === sign_in;
    try {
      const status = await rpc.sign_in_wait({ sign_in });
      if (mine()) this.#done(status);
    } catch (thrown) {
      // After a cancel another attempt may already be under way.
      if (mine()) this.#failed(toRpcError(thrown));
    }
  }

  #done(status: AccountStatus): void {
    this.values = {};
    this.#state = { type: 'done', status };
  }

  #failed(error: RpcError): void {
    this.#state = isKind(error, 'sign_in_cancelled') ? { type: 'editing' } : { type: 'editing', error };
  }

  #faults(): Map<string, Fault> {
    const form = this.#provider && formOf(this.#provider, this.#way);
    const faults = faultsOf(form?.fields ?? [], this.values);
    if (this.name.trim() === '') faults.set('name', 'required');
    if (this.#way === 'profile' && this.alias === '') faults.set('alias', 'required');
    return faults;
  }
}
