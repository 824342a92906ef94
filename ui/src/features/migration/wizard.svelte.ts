/**
 * The wizard of one database: what was read, and the four stages. A later stage opens when the one before it has been
 * done; nothing here changes anything before the gate.
 */
import {
  rpc,
  toRpcError,
  type Account,
  type DatabaseKey,
  type DatabasePage,
  type Descriptor,
  type OffersPage,
  type RpcError,
  type TestCopyView,
} from '$lib/rpc';
import { STAGES, type Stage } from '$lib/router';
import { GateKeeper, type Brought } from './gate.svelte';
import { Settings } from './settings.svelte';
import { Validation } from './validation.svelte';

/** What the wizard works on, once read. */
export interface Ready {
  page: DatabasePage;
  offers: OffersPage;
  /** The account through which the database is reached. */
  account: Account;
  provider: Descriptor;
  settings: Settings;
}

/** How the wizard stands. */
export type WizardState =
  { type: 'loading' } | { type: 'error'; error: RpcError } | ({ type: 'ready' } & Ready);

/** Why the reason for skipping the test is not taken. */
export type ReasonProblem = 'empty' | 'too-short';

/** Shorter than this says nothing to whoever reads the report. */
const REASON_LENGTH = 5;

/** The wizard of one database. */
export class Wizard {
  state = $state.raw<WizardState>({ type: 'loading' });
  /** Why the person goes on without a test. */
  reason = $state('');
  /** Whether the person has left the stage Test with a reason. */
  testSkipped = $state(false);
  /** The test copy with the present settings that is done. */
  tested = $state.raw<TestCopyView | null>(null);
  /** Whether the provider's own test, made in its panel, was compared and is not different. */
  triedInPanel = $state(false);
  readonly validation: Validation;
  readonly gate: GateKeeper;

  constructor(readonly key: DatabaseKey) {
    this.validation = new Validation(key);
    this.gate = new GateKeeper(key);
  }

  /** Reads the database and what can be chosen for it. Settings that were edited before stay. */
  async load(): Promise<void> {
    const before = this.state.type === 'ready' ? this.state.settings.change : null;
    this.state = { type: 'loading' };
    try {
      const [page, offers, providers, accounts] = await Promise.all([
        rpc.database_show({ key: this.key }),
        rpc.offers({ key: this.key }),
        rpc.providers_list({}),
        rpc.accounts_list({}),
      ]);
      const account = accounts.find((each) => each.account.id === this.key.account)?.account;
      const provider = providers.find((each) => each.id === account?.provider);
      if (!account || !provider) throw new Error('the account of this database is not listed');
      const settings = new Settings(this.key, offers);
      if (before) settings.change = before;
      this.state = { type: 'ready', page, offers, account, provider, settings };
      void settings.ask();
    } catch (thrown) {
      this.state = { type: 'error', error: toRpcError(thrown) };
    }
  }

  /** What is wrong with the reason for skipping the test, or `null`. */
  get reasonProblem(): ReasonProblem | null {
    const length = this.reason.trim().length;
    if (length === 0) return 'empty';
    return length < REASON_LENGTH ? 'too-short' : null;
  }

  /** The last stage that may be shown. */
  get furthest(): Stage {
    if (this.state.type !== 'ready') return 'configure';
    const { settings } = this.state;
    if (settings.problem) return 'configure';
    if (this.validation.bar(settings.change)) return 'validation';
    if (this.tested !== null) return 'migration';
    return this.testSkipped && this.reasonProblem === null ? 'migration' : 'test';
  }

  /** Whether a stage may be shown now. */
  opens(stage: Stage): boolean {
    return STAGES.indexOf(stage) <= STAGES.indexOf(this.furthest);
  }

  /** Leaves the stage Test without a test. Gives whether the reason was taken. */
  skipTest(): boolean {
    this.testSkipped = this.reasonProblem === null;
    return this.testSkipped;
  }

  /** What the person brings to the gate. */
  brought(ready: Ready): Brought {
    const reason = this.tested === null ? this.reason : '';
    return { change: ready.settings.change, accepted: this.validation.accepted, reason };
  }
}
