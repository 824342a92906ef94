/** The whole window over a scripted host: places, titles, focus, first run, a form, an error, languages, colours. */
import { render, screen, waitFor, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, it } from 'vitest';
import { toasts } from '../src/design';
import { settings } from '../src/features/settings';
import { usePlatform } from '../src/platform';
import { MemoryPlatform } from '../src/platform/memory';
import App from '../src/views/App.svelte';
import { accountOf, errorOf, listedOf, PROVIDER, statusOf } from './samples';

let host: MemoryPlatform;
const listed = { ...listedOf('1', 'shop'), environment: 'production' as const };

beforeEach(() => {
  host = new MemoryPlatform({
    settings_get: () => ({ language: 'en', theme: 'system' }),
    settings_set: (wanted: unknown) => wanted,
    vault_state: () => ({ keyring: 'working', file: 'absent', used: 'keyring' }),
    providers_list: () => [PROVIDER],
    accounts_list: () => [statusOf('1')],
    databases_list: () => [
      { account: accountOf('1'), databases: [listed], error: null, observed_at: Date.now() },
    ],
    database_show: () => ({
      listed,
      database: {
        summary: listed.summary,
        host: null,
        port: null,
        database_name: null,
        user: null,
        options: [],
        read_only_users: [],
        panel_url: null,
        dedicated: null,
      },
      variables: [{ name: 'POSTGRESQL_ADDON_PASSWORD', role: 'password', value: null }],
      last_backup: null,
      tls: null,
      runs: [],
      observed_at: Date.now(),
    }),
    runs_list: () => [],
    practice_state: () => ({ state: 'stopped', account: null, majors: [14, 17] }),
  });
  usePlatform(host);
  for (const toast of toasts.items) toasts.dismiss(toast.id);
  location.hash = '';
});

async function open(hash: string) {
  location.hash = hash;
  await settings.load();
  return render(App);
}

async function go(hash: string) {
  location.hash = hash;
  dispatchEvent(new Event('hashchange'));
  await waitFor(() => expect(document.activeElement?.tagName).toBe('H1'));
}

describe('places', () => {
  it('have a title, and their heading takes the focus after a move', async () => {
    await open('#/');
    expect(await screen.findByRole('heading', { level: 1, name: 'Databases' })).toBeTruthy();
    await go('#/settings');
    expect(document.activeElement?.textContent).toBe('Settings');
    expect(document.title).toBe('Settings · Changeover');
    expect(screen.getByRole('link', { name: 'Settings', current: 'page' })).toBeTruthy();
  });

  it('that do not exist say so', async () => {
    await open('#/nowhere');
    expect(await screen.findByRole('heading', { name: 'This page does not exist' })).toBeTruthy();
  });

  it('about production are framed', async () => {
    const { container } = await open('#/databases/1/orga_Org/addon_shop');
    await screen.findByRole('heading', { level: 1, name: 'shop' });
    await waitFor(() => expect(container.querySelector('.window.production')).not.toBeNull());
    expect(document.title).toBe('shop · Database · Changeover');
    location.hash = '#/runs';
    dispatchEvent(new Event('hashchange'));
    await waitFor(() => expect(container.querySelector('.window.production')).toBeNull());
  });
});

describe('the first run', () => {
  it('offers the two ways to begin, and shows the databases once there are any', async () => {
    let started = false;
    const entries = () =>
      started ? [{ account: accountOf('1'), databases: [listed], error: null, observed_at: 1 }] : [];
    host.on('databases_list', entries).on('practice_start', () => {
      started = true;
      return { state: 'running', account: '1', majors: [14, 17] };
    });
    await open('#/');
    expect(await screen.findByRole('link', { name: 'Add an account' })).toBeTruthy();
    await userEvent.click(await screen.findByRole('button', { name: 'Start the practice cloud' }));
    expect(await screen.findByRole('link', { name: 'shop' })).toBeTruthy();
  });
});

describe('adding an account', () => {
  it('leads to the first wrong field, then to the databases', async () => {
    host.on('account_add', () => statusOf('2', { name: 'Nord' }));
    await open('#/accounts/add');
    const token = await screen.findByLabelText(/API token/, { selector: 'input[name=token]' });
    await userEvent.click(screen.getByRole('button', { name: 'Add the account' }));
    await waitFor(() => expect(document.activeElement).toBe(token));
    expect(token.getAttribute('aria-invalid')).toBe('true');
    expect(
      document.getElementById(token.getAttribute('aria-describedby')?.split(' ')[1] ?? '')?.textContent,
    ).toContain('This field is needed.');
    await userEvent.type(token, 's3cret');
    expect(token.getAttribute('type')).toBe('password');
    await userEvent.click(screen.getByRole('button', { name: 'Add the account' }));
    await waitFor(() => expect(host.calls.some((call) => call.command === 'account_add')).toBe(true));
    await waitFor(() =>
      expect(toasts.items.map((toast) => toast.text)).toEqual(['The account “Nord” was added.']),
    );
    expect(new XMLSerializer().serializeToString(document.body)).not.toContain('s3cret');
  });
});

describe('an error', () => {
  it('says what to do, and its details can be copied', async () => {
    const error = errorOf('CHG-AUT-001', { remedy: 'sign_in_again', reference: 'sozu-1' });
    host.on('databases_list', () => [{ account: accountOf('1'), databases: [], error, observed_at: 1 }]);
    await open('#/');
    const notice = await screen
      .findByRole('status', { name: '' })
      .catch(() => screen.findAllByRole('status'));
    expect(notice).toBeTruthy();
    expect(await screen.findByRole('link', { name: 'Sign in again' })).toHaveProperty(
      'hash',
      '#/accounts/1/sign-in',
    );
    await userEvent.click(screen.getByRole('button', { name: 'Copy the details', hidden: true }));
    await waitFor(() => expect(host.clipboard).toBe('CHG-AUT-001\naccounts\nsozu-1\nseen'));
  });
});

describe('choices', () => {
  it('hold at once: language and colours', async () => {
    await open('#/settings');
    await userEvent.click(await screen.findByRole('radio', { name: /Français/ }));
    expect(await screen.findByRole('heading', { level: 1, name: 'Réglages' })).toBeTruthy();
    expect(document.documentElement.lang).toBe('fr');
    await userEvent.click(screen.getByRole('radio', { name: /Sombres/ }));
    expect(document.documentElement.dataset['theme']).toBe('dark');
    expect(host.calls.filter((call) => call.command === 'settings_set').at(-1)?.payload).toEqual({
      language: 'fr',
      theme: 'dark',
    });
  });
});

describe('a database', () => {
  it('states what a migration does, hides secrets, and leads to the settings', async () => {
    await open('#/databases/1/orga_Org/addon_shop');
    const section = await screen.findByRole('region', { name: 'Migrate/Upgrade' });
    expect(within(section).getByText('The database is read-only during the whole migration.')).toBeTruthy();
    expect(within(section).getByRole('link', { name: 'Migration settings' })).toHaveProperty(
      'hash',
      '#/databases/1/orga_Org/addon_shop/migrate/configure',
    );
    expect(screen.getByText('hidden')).toBeTruthy();
  });

  it('that cannot be migrated says why instead', async () => {
    const summary = { ...listed.summary, migratable: 'not_this_plan' };
    const before = await host.call('database_show', {});
    host.on('database_show', () => ({
      ...(before as object),
      database: { ...(before as { database: object }).database, summary },
    }));
    await open('#/databases/1/orga_Org/addon_shop');
    expect(await screen.findByText('Clever Cloud does not migrate this plan')).toBeTruthy();
    expect(screen.queryByRole('link', { name: 'Migration settings' })).toBeNull();
  });
});
