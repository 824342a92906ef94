/** The state machines of the wizard and of a run against a scripted host. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { findings, gate, KEY, offers, preview } from '../../../tests/fixtures/database';
import { migrationPlatform, rpcError } from '../../../tests/fixtures/platform';
import { RUN_ID, runs } from '../../../tests/fixtures/runs';
import { usePlatform } from '$lib/platform';
import type { MemoryPlatform } from '../../platform/memory';
import { GateKeeper } from './gate.svelte';
import { RunFollower } from './run.svelte';
import { Settings } from './settings.svelte';
import { Validation } from './validation.svelte';
import { Wizard } from './wizard.svelte';

const change = offers.proposed;
const settled = () => vi.waitFor(() => Promise.resolve());

function host(more: Parameters<typeof migrationPlatform>[0] = {}): MemoryPlatform {
  const made = migrationPlatform(more);
  usePlatform(made);
  return made;
}

/** Answers in the order in which the test lets them. */
function held<T>(): {
  answer: () => Promise<T>;
  give: (value: T) => void;
  refuse: (thrown: unknown) => void;
} {
  const waiting: { resolve: (value: T) => void; reject: (thrown: unknown) => void }[] = [];
  return {
    answer: () => new Promise<T>((resolve, reject) => waiting.push({ resolve, reject })),
    give: (value) => waiting.shift()?.resolve(value),
    refuse: (thrown) => waiting.shift()?.reject(thrown),
  };
}

beforeEach(() => void host());
afterEach(() => vi.useRealTimers());

describe('settings', () => {
  it('keep the answer to the newest question only', async () => {
    const first = held<unknown>();
    host({ change_preview: first.answer });
    const settings = new Settings(KEY, offers);
    settings.set({ version: '16' });
    settings.set({ version: '18' });
    first.give({ ...preview, kind: 'move' });
    first.give({ ...preview, kind: 'upgrade' });
    await vi.waitFor(() => expect(settings.preview.type).toBe('loaded'));
    expect(settings.preview).toMatchObject({ preview: { kind: 'upgrade' } });
  });

  it('ask nothing again when nothing changed', () => {
    const made = host();
    const settings = new Settings(KEY, offers);
    settings.set({ zone: settings.change.zone });
    expect(made.calls).toHaveLength(0);
  });

  it('name a plan that does not serve the zone', () => {
    const settings = new Settings(KEY, offers);
    settings.set({ plan_id: 'plan_dev', zone: 'mtl', version: '15' });
    expect(settings.problem).toEqual({ type: 'plan-not-in-zone', plan: 'DEV' });
  });
});

describe('validation', () => {
  it('asks for every tick, then lets go on', async () => {
    const validation = new Validation(KEY);
    expect(validation.bar(change)).toEqual({ type: 'not-run' });
    await validation.run(change);
    expect(validation.bar(change)).toEqual({ type: 'unticked', first: 'extensions/could-not-run' });
    validation.tick('extensions/could-not-run', true);
    validation.tick('hard-coded-addresses/found', true);
    validation.tick('direct-host/used', true);
    expect(validation.bar(change)).toBeNull();
    expect(validation.accepted.toSorted()).toEqual(['direct-host', 'extensions', 'hard-coded-addresses']);
  });

  it('lets nobody past a blocker', async () => {
    host({ check: () => findings.blocked });
    const validation = new Validation(KEY);
    await validation.run(change);
    for (const finding of findings.blocked.findings)
      validation.tick(`${finding.check}/${finding.outcome}`, true);
    expect(validation.bar(change)).toEqual({ type: 'blocked' });
  });

  it('is stale once the settings change, and runs again', async () => {
    const made = host();
    const validation = new Validation(KEY);
    await validation.ensure(change);
    await validation.ensure(change);
    expect(made.calls.filter((call) => call.command === 'check')).toHaveLength(1);
    const other = { ...change, version: '18' };
    expect(validation.bar(other)).toEqual({ type: 'stale' });
    await validation.ensure(other);
    expect(made.calls.filter((call) => call.command === 'check')).toHaveLength(2);
  });

  it('forgets a tick whose finding is gone', async () => {
    const made = host();
    const validation = new Validation(KEY);
    await validation.run(change);
    validation.tick('direct-host/used', true);
    made.on('check', () => findings.clear);
    await validation.run(change);
    made.on('check', () => findings.warnings);
    await validation.run(change);
    expect(validation.ticked.has('direct-host/used')).toBe(false);
  });
});

describe('the gate', () => {
  const brought = { change, accepted: gate.to_accept, reason: ' tried before ' };

  it('starts once, with what was seen and said', async () => {
    const made = host();
    const keeper = new GateKeeper(KEY);
    await keeper.read(change);
    keeper.typed = ' shop-orders ';
    await Promise.all([keeper.confirm(brought), keeper.confirm(brought)]);
    expect(keeper.state).toEqual({ type: 'started', id: RUN_ID });
    const starts = made.calls.filter((call) => call.command === 'migrate');
    expect(starts).toHaveLength(1);
    expect(starts[0]?.payload).toEqual({
      key: KEY,
      change,
      acceptance: {
        plan_hash: 'c0ffee',
        nonce: 'once',
        typed_name: ' shop-orders ',
        accepted: gate.to_accept,
        test_skipped_because: 'tried before',
      },
    });
  });

  it.each([
    ['', 'empty'],
    ['Shop-Orders', 'case'],
    ['other', 'mismatch'],
  ])('does not start on the name "%s"', async (typed, how) => {
    const made = host();
    const keeper = new GateKeeper(KEY);
    await keeper.read(change);
    keeper.typed = typed;
    await keeper.confirm(brought);
    expect(keeper.state).toMatchObject({ type: 'open', problem: { type: 'name', how } });
    expect(made.calls.some((call) => call.command === 'migrate')).toBe(false);
    keeper.clearProblem();
    expect(keeper.state).toMatchObject({ problem: null });
  });

  it('wants a tick for what was not agreed to before', async () => {
    const keeper = new GateKeeper(KEY);
    await keeper.read(change);
    keeper.typed = 'shop-orders';
    const less = { ...brought, accepted: ['extensions', 'direct-host'] };
    await keeper.confirm(less);
    expect(keeper.state).toMatchObject({ problem: { type: 'accept', check: 'hard-coded-addresses' } });
    keeper.accept('hard-coded-addresses', true);
    await keeper.confirm(less);
    expect(keeper.state.type).toBe('started');
  });

  it('asks for no name where a button is enough', async () => {
    const made = host({ gate: () => ({ ...gate, typed_name: null }) });
    const keeper = new GateKeeper(KEY);
    await keeper.read(change);
    await keeper.confirm(brought);
    expect(keeper.state.type).toBe('started');
    expect(made.calls.at(-1)?.payload).toMatchObject({ acceptance: { typed_name: null } });
  });

  it('does not start a blocked plan', async () => {
    const made = host({ gate: () => ({ ...gate, blocked: true }) });
    const keeper = new GateKeeper(KEY);
    await keeper.read(change);
    keeper.typed = 'shop-orders';
    await keeper.confirm(brought);
    expect(made.calls.some((call) => call.command === 'migrate')).toBe(false);
  });

  it('reads the page again when the plan has changed, and starts nothing by itself', async () => {
    const made = host({
      migrate: () => {
        throw rpcError('CHG-RUN-004');
      },
    });
    const keeper = new GateKeeper(KEY);
    await keeper.read(change);
    keeper.typed = 'shop-orders';
    await keeper.confirm(brought);
    expect(keeper.state).toMatchObject({ type: 'open', changed: true, problem: null });
    expect(made.calls.filter((call) => call.command === 'migrate')).toHaveLength(1);
    expect(made.calls.filter((call) => call.command === 'gate')).toHaveLength(2);
  });

  it('never repeats a start whose outcome is not known', async () => {
    const made = host({
      migrate: () => {
        throw rpcError('CHG-NET-003', { retry: 'probe' });
      },
    });
    const keeper = new GateKeeper(KEY);
    await keeper.read(change);
    keeper.typed = 'shop-orders';
    await keeper.confirm(brought);
    await keeper.confirm(brought);
    expect(keeper.state).toMatchObject({ type: 'refused', error: { code: 'CHG-NET-003' } });
    expect(made.calls.filter((call) => call.command === 'migrate')).toHaveLength(1);
  });
});

describe('the wizard', () => {
  it('opens stage after stage', async () => {
    const wizard = new Wizard(KEY);
    expect(wizard.furthest).toBe('configure');
    await wizard.load();
    expect(wizard.state.type).toBe('ready');
    expect(wizard.furthest).toBe('validation');
    await wizard.validation.run(change);
    for (const id of ['extensions/could-not-run', 'hard-coded-addresses/found', 'direct-host/used']) {
      wizard.validation.tick(id, true);
    }
    expect(wizard.furthest).toBe('test');
    expect(wizard.skipTest()).toBe(false);
    wizard.reason = 'ok';
    expect(wizard.reasonProblem).toBe('too-short');
    wizard.reason = 'tried on staging';
    expect(wizard.furthest).toBe('test');
    expect(wizard.skipTest()).toBe(true);
    expect(wizard.furthest).toBe('migration');
    expect(wizard.opens('configure')).toBe(true);
    // Other settings want other checks.
    if (wizard.state.type === 'ready') wizard.state.settings.set({ version: '18' });
    expect(wizard.furthest).toBe('validation');
  });

  it('keeps what was chosen when it reads again, and says why it cannot', async () => {
    const made = host();
    const wizard = new Wizard(KEY);
    await wizard.load();
    if (wizard.state.type === 'ready') wizard.state.settings.set({ version: '16' });
    await wizard.load();
    expect(wizard.state).toMatchObject({ type: 'ready', settings: { change: { version: '16' } } });
    made.on('offers', () => {
      throw rpcError('CHG-AUT-001');
    });
    await wizard.load();
    expect(wizard.state).toMatchObject({ type: 'error', error: { code: 'CHG-AUT-001' } });
  });
});

describe('a run', () => {
  it('is made of a snapshot alone, and follows its events', async () => {
    const made = host();
    const follower = new RunFollower(RUN_ID);
    const leave = follower.open();
    await vi.waitFor(() => expect(follower.state.type).toBe('loaded'));
    expect(made.followers(RUN_ID)).toBe(1);
    made.emit(RUN_ID, { type: 'heard', id: RUN_ID, at: (runs.watching.heard_at ?? 0) + 9000 });
    made.emit(RUN_ID, { type: 'message', id: RUN_ID, message: { at: 1, code: 'x', params: {} } });
    // A line that is opened again tells everything again.
    made.emit(RUN_ID, { type: 'message', id: RUN_ID, message: { at: 1, code: 'x', params: {} } });
    const [first] = runs.watching.journal;
    if (!first) throw new Error('the fixture is empty');
    made.emit(RUN_ID, { type: 'journal', id: RUN_ID, entry: first });
    made.emit(RUN_ID, { type: 'journal', id: RUN_ID, entry: { ...first, seq: 99 } });
    if (follower.state.type !== 'loaded') throw new Error('not loaded');
    expect(follower.state.run.heard_at).toBe((runs.watching.heard_at ?? 0) + 9000);
    expect(follower.state.messages).toHaveLength(1);
    expect(follower.state.run.journal).toHaveLength(runs.watching.journal.length + 1);
    leave();
    expect(made.followers(RUN_ID)).toBe(0);
  });

  it('takes no snapshot that is older than what it knows', async () => {
    const made = host({ run_show: () => runs.succeeded });
    const follower = new RunFollower(RUN_ID);
    follower.open();
    await vi.waitFor(() => expect(follower.state.type).toBe('loaded'));
    made.emit(RUN_ID, { type: 'snapshot', run: runs.watching });
    expect(follower.state).toMatchObject({ run: { header: { state: 'succeeded' } } });
  });

  it('reads the end once it is over, and leaves', async () => {
    const made = host();
    const follower = new RunFollower(RUN_ID);
    follower.open();
    await vi.waitFor(() => expect(follower.state.type).toBe('loaded'));
    made.on('run_show', () => runs.succeeded);
    made.emit(RUN_ID, { type: 'over', id: RUN_ID });
    await vi.waitFor(() => expect(follower.state).toMatchObject({ run: { header: { state: 'succeeded' } } }));
    expect(made.followers(RUN_ID)).toBe(0);
  });

  it('is read again while its way back is open, for nobody tells of it', async () => {
    vi.useFakeTimers();
    const guide = {
      wait: null,
      page: null,
      problem: null,
      frozen: null,
      restore_point: null,
      no_restore_point: null,
      way_back_until: runs.succeeded.header.created_at + 1_000_000_000,
      rolled_back_at: null,
    };
    const made = host({ run_show: () => ({ ...runs.succeeded, guide }) });
    const leave = new RunFollower(RUN_ID).open();
    const reads = () => made.calls.filter((call) => call.command === 'run_show').length;
    await vi.advanceTimersByTimeAsync(25_000);
    expect(reads()).toBe(3);
    made.on('run_show', () => ({ ...runs.succeeded, guide: { ...guide, rolled_back_at: 1 } }));
    await vi.advanceTimersByTimeAsync(60_000);
    expect(reads()).toBe(4);
    leave();
    vi.useRealTimers();
  });

  it('says that it is not there', async () => {
    host({
      run_show: () => {
        throw rpcError('CHG-API-006');
      },
    });
    const follower = new RunFollower(RUN_ID);
    follower.open();
    await vi.waitFor(() =>
      expect(follower.state).toMatchObject({ type: 'error', error: { code: 'CHG-API-006' } }),
    );
  });

  it('asks one thing at a time', async () => {
    const abort = held<unknown>();
    const made = host({ run_abort: abort.answer });
    const follower = new RunFollower(RUN_ID);
    await follower.read();
    const first = follower.abort();
    await follower.abort();
    await follower.resume();
    expect(made.calls.filter((call) => call.command === 'run_abort')).toHaveLength(1);
    expect(made.calls.some((call) => call.command === 'run_resume')).toBe(false);
    abort.give(runs.aborting);
    await first;
    expect(follower.action).toEqual({ type: 'idle' });
    expect(follower.state).toMatchObject({ run: { header: { state: 'aborting' } } });
  });

  it('keeps the run in sight when a wish fails, and takes the next wish', async () => {
    const made = host({
      run_abort: () => {
        throw rpcError('CHG-RUN-007');
      },
    });
    const follower = new RunFollower(RUN_ID);
    await follower.read();
    await follower.abort();
    expect(follower.action).toMatchObject({ type: 'failed', error: { code: 'CHG-RUN-007' } });
    expect(follower.state.type).toBe('loaded');
    await follower.redeploy('app_1');
    expect(made.calls.filter((call) => call.command === 'run_redeploy')).toHaveLength(1);
    expect(follower.action).toEqual({ type: 'idle' });
  });

  it('gathers what support asks for, once, and again after a failure', async () => {
    const made = host({
      run_support: () => {
        throw rpcError('CHG-NET-002');
      },
    });
    const follower = new RunFollower(RUN_ID);
    await follower.gatherSupport();
    expect(follower.support.type).toBe('error');
    made.on('run_support', () => ({ lines: [], email: null, url: null }));
    await follower.gatherSupport();
    await follower.gatherSupport();
    await settled();
    expect(made.calls.filter((call) => call.command === 'run_support')).toHaveLength(2);
  });
});
