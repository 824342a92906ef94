/** Signing in, in each way, over a scripted host. */
import { beforeEach, describe, expect, it } from 'vitest';
import { accountOf, errorOf, PROVIDER, statusOf } from '../../../tests/samples';
import { usePlatform } from '../../platform';
import { MemoryPlatform } from '../../platform/memory';
import { byWorkspace, lapseOf } from './accounts.svelte';
import { freeName } from './form';
import { SignInController } from './sign-in.svelte';

let host: MemoryPlatform;
const url = 'https://console.example.com/oauth/authorize';

beforeEach(() => {
  host = new MemoryPlatform({
    providers_list: () => [PROVIDER],
    accounts_list: () => [statusOf('1', { name: 'Clever Cloud', workspace: 'Nord' })],
  });
  usePlatform(host);
});

async function loaded(again?: string): Promise<SignInController> {
  const signIn = new SignInController();
  await signIn.load(again);
  return signIn;
}

/** Lets what was begun go as far as it can. */
const settle = () => new Promise((resume) => setTimeout(resume, 0));

describe('by token', () => {
  it('wants what is needed before it asks anybody', async () => {
    const signIn = await loaded();
    expect(signIn.faults.size).toBe(0);
    signIn.values['base_url'] = 'not an address';
    signIn.name = ' ';
    expect(await signIn.submit()).toBe(false);
    expect(Object.fromEntries(signIn.faults)).toEqual({
      token: 'required',
      base_url: 'address',
      name: 'required',
    });
    expect(host.calls.some((call) => call.command === 'account_add')).toBe(false);
  });

  it('sends the secret trimmed, the address apart, and forgets both', async () => {
    host.on('account_add', () => statusOf('2'));
    const signIn = await loaded();
    expect(signIn.name).toBe('Clever Cloud 2');
    signIn.values = { token: '  s3cret\n', base_url: 'https://private.example.com' };
    await signIn.submit();
    expect(host.calls.at(-1)?.payload).toEqual({
      provider: 'clever-cloud',
      name: 'Clever Cloud 2',
      workspace: '',
      again: null,
      base_url: 'https://private.example.com',
      way: 'token',
      fields: { token: 's3cret' },
    });
    expect(signIn.state.type).toBe('done');
    expect(JSON.stringify(signIn.values)).not.toContain('s3cret');
  });

  it('the provider’s own address is not sent as another one', async () => {
    host.on('account_add', () => statusOf('2'));
    const signIn = await loaded();
    signIn.values = { token: 'x', base_url: 'https://bridge.example.com' };
    await signIn.submit();
    expect(host.calls.at(-1)?.payload).toMatchObject({ base_url: null });
  });

  it('what is refused can be mended', async () => {
    host.on('account_add', () => {
      throw errorOf('CHG-AUT-001');
    });
    const signIn = await loaded();
    signIn.values = { token: 'x' };
    await signIn.submit();
    expect(signIn.state).toMatchObject({ type: 'editing', error: { code: 'CHG-AUT-001' } });
    expect(signIn.values['token']).toBe('x');
  });

  it('again keeps account, name and way', async () => {
    host.on('account_add', () => statusOf('1'));
    const signIn = await loaded('1');
    signIn.values = { token: 'fresh' };
    await signIn.submit();
    expect(host.calls.at(-1)?.payload).toMatchObject({ again: '1', name: 'Clever Cloud', workspace: 'Nord' });
  });
});

describe('in the browser', () => {
  it('waits, and is done by itself', async () => {
    let consent: (value: unknown) => void = () => undefined;
    host
      .on('sign_in_start', () => ({ sign_in: 's1', url }))
      .on('sign_in_wait', () => new Promise((ok) => (consent = ok)));
    const signIn = await loaded();
    signIn.chooseWay('browser');
    const submitted = signIn.submit();
    await settle();
    expect(signIn.state).toEqual({ type: 'waiting', signIn: 's1', url });
    expect(host.opened).toEqual([url]);
    consent(statusOf('2'));
    await submitted;
    expect(signIn.state.type).toBe('done');
  });

  it('a cancel ends the waiting, and what comes after it is not heard', async () => {
    let refuse: (value: unknown) => void = () => undefined;
    host
      .on('sign_in_start', () => ({ sign_in: 's1', url }))
      .on('sign_in_wait', () => new Promise((_, no) => (refuse = no)))
      .on('sign_in_cancel', () => ({}));
    const signIn = await loaded();
    signIn.chooseWay('browser');
    const submitted = signIn.submit();
    await settle();
    await signIn.cancel();
    expect(host.calls.at(-1)).toEqual({ command: 'sign_in_cancel', payload: { sign_in: 's1' } });
    refuse(errorOf('CHG-NET-003'));
    await submitted;
    expect(signIn.state).toEqual({ type: 'editing' });
  });

  it('a consent that is not given is no error', async () => {
    host
      .on('sign_in_start', () => ({ sign_in: 's1', url }))
      .on('sign_in_wait', () => {
        throw errorOf('CHG-AUT-003');
      });
    const signIn = await loaded();
    signIn.chooseWay('browser');
    await signIn.submit();
    expect(signIn.state).toEqual({ type: 'editing' });
  });

  it('an address that must not be opened is only shown', async () => {
    host
      .on('sign_in_start', () => ({ sign_in: 's1', url: 'file:///etc/passwd' }))
      .on('sign_in_wait', () => new Promise(() => undefined));
    const signIn = await loaded();
    signIn.chooseWay('browser');
    void signIn.submit();
    await settle();
    expect(host.opened).toEqual([]);
    expect(signIn.state.type).toBe('waiting');
  });
});

describe('by profile', () => {
  const profile = (alias: string, already_added: boolean) => ({
    alias,
    email: null,
    base_url: null,
    expires_at: null,
    file: 'f',
    already_added,
  });

  it('previews, and proposes the first that is not here', async () => {
    host
      .on('profiles_find', () => ({ file: 'f', profiles: [profile('a', true), profile('b', false)] }))
      .on('profile_import', () => statusOf('2'));
    const signIn = await loaded();
    signIn.chooseWay('profile');
    await settle();
    expect(signIn.alias).toBe('b');
    await signIn.submit();
    expect(host.calls.at(-1)).toMatchObject({ command: 'profile_import', payload: { alias: 'b' } });
  });

  it('imports nothing where nothing was found', async () => {
    host.on('profiles_find', () => ({ file: 'f', profiles: [] }));
    const signIn = await loaded();
    signIn.chooseWay('profile');
    await settle();
    expect(await signIn.submit()).toBe(false);
  });
});

describe('accounts', () => {
  it('lapse', () => {
    const day = 24 * 3600 * 1000;
    const at = (expires_at: number | null) => lapseOf(accountOf('1', { expires_at }), 100 * day).type;
    expect([null, 99 * day, 129 * day, 131 * day].map(at)).toEqual(['none', 'over', 'soon', 'fine']);
  });

  it('are grouped by workspace, those without last', () => {
    const item = (id: string, workspace: string) => ({
      status: statusOf(id, { workspace }),
      work: 'idle' as const,
    });
    const groups = byWorkspace(
      [item('1', ''), item('2', 'Sud'), item('3', 'Nord'), item('4', 'Sud')],
      (a, b) => a.localeCompare(b),
    );
    expect(groups.map((group) => [group.name, group.items.length])).toEqual([
      ['Nord', 1],
      ['Sud', 2],
      ['', 1],
    ]);
  });

  it('get names that are free', () => {
    expect(freeName('A', ['B'])).toBe('A');
    expect(freeName('A', ['A', 'A 2'])).toBe('A 3');
  });
});
