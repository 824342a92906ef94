/** Test copies: made, followed, asked, deleted; the list of those that are there; and that nothing is promised too early. */
import { render, screen, waitFor, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { KEY, NOW } from '../../../tests/fixtures/database';
import { migrationPlatform, rpcError } from '../../../tests/fixtures/platform';
import { ready, TEST_COPY_ID, testCopies } from '../../../tests/fixtures/testCopies';
import { words } from '$lib/i18n';
import { usePlatform } from '$lib/platform';
import type { MemoryPlatform } from '$lib/platform/memory';
import type { TestCopyView } from '$lib/rpc';
import { Copies } from './copies.svelte';
import CopiesPage from './CopiesPage.svelte';
import TestCopyPanel from './TestCopyPanel.svelte';
import { priceText, psqlLine } from './words';

let host: MemoryPlatform;
const change = ready.change;

beforeEach(() => {
  words.choose('en');
  vi.setSystemTime(NOW);
  host = migrationPlatform({
    test_copies_of: () => [],
    test_copy_start: () => testCopies.ordering,
    test_copy_show: () => ready,
    test_copy_delete: () => testCopies.deleting,
    test_copy_env: () => ({}),
    test_copies: () => ({ copies: [ready], gone: [], leftovers: [], unread: [] }),
  });
  usePlatform(host);
});

function panel(ondone = vi.fn()) {
  const props = { key: KEY, change, provider: 'Clever Cloud', migrates: true, hourly: ready.hourly, ondone };
  return { ondone, ...render(TestCopyPanel, props) };
}
const asked = (command: string) => host.calls.find((call) => call.command === command)?.payload;

describe('the words', () => {
  it('never take an unknown price for nothing, and quote what a shell would take apart', () => {
    expect(priceText(ready).replaceAll('\u00a0', ' ')).toBe('€0.02 (€0.02 for every hour begun)');
    expect(priceText({ ...ready, price_so_far: null })).toBe('Not known');
    expect(psqlLine(ready)).toBe(
      String.raw`psql "host=db-copy.example port=5432 dbname=b1 user='u\'1' sslmode=require"`,
    );
    expect(psqlLine(testCopies.ordering)).toBe('');
  });
});

describe('the panel', () => {
  it('says the price before anything is ordered, orders once, and follows', async () => {
    const { ondone } = panel();
    expect(await screen.findByText('€0.02 for every hour begun.', { normalizer: plain })).toBeTruthy();
    expect(screen.getByLabelText('Kept for').textContent).toContain('3 days');
    await userEvent.click(screen.getByRole('button', { name: 'Make the test copy' }));
    expect(asked('test_copy_start')).toEqual({ key: KEY, change, hours: 24, rehearse: false });
    expect(await screen.findByText('Ordering the temporary database')).toBeTruthy();
    expect(ondone).not.toHaveBeenCalledWith(expect.anything() as TestCopyView);
    expect(await screen.findByText('Its address', {}, { timeout: 4000 })).toBeTruthy();
    await waitFor(() => expect(ondone).toHaveBeenLastCalledWith(ready));
  });

  it('takes a copy with other settings for no test of these', async () => {
    host.on('test_copies_of', () => [{ ...ready, change: { ...change, version: '17' } }]);
    const { ondone } = panel();
    expect(await screen.findByText('This copy was made with other settings')).toBeTruthy();
    expect(ondone).not.toHaveBeenCalledWith(expect.objectContaining({ id: TEST_COPY_ID }));
  });

  it('shows why an order was refused, and lets it be tried again', async () => {
    host.on('test_copy_start', () => {
      throw rpcError('CHG-API-007');
    });
    panel();
    await userEvent.click(await screen.findByRole('button', { name: 'Make the test copy' }));
    expect(await screen.findByText(/CHG-API-007/)).toBeTruthy();
    expect(screen.getByRole('button', { name: 'Make the test copy' })).toHaveProperty('disabled', false);
  });

  it('writes the password to a file alone', async () => {
    host.on('test_copies_of', () => [ready]);
    panel();
    const path = await screen.findByLabelText('File for the address with the password');
    await userEvent.clear(path);
    await userEvent.type(path, '/mnt/stick/copy.env');
    await userEvent.click(screen.getByRole('button', { name: 'Write the file' }));
    expect(await screen.findByText('The file was written')).toBeTruthy();
    expect(asked('test_copy_env')).toEqual({ id: TEST_COPY_ID, path: '/mnt/stick/copy.env' });
  });

  it('asks the own questions and says which answers differ', async () => {
    host.on('test_copies_of', () => [ready]);
    host.on('test_copy_check', () => ({
      checks: [
        { name: 'customers', line: 1, outcome: { type: 'equal' }, took: 4, source_took: 5 },
        {
          name: '',
          line: 7,
          outcome: { type: 'differs', expected: [['42', null]], actual: [] },
          took: 4,
          source_took: null,
        },
      ],
      equal: 1,
      differ: 1,
      failed: 0,
    }));
    panel();
    await userEvent.type(await screen.findByLabelText('Checks in SQL'), 'select 1');
    await userEvent.click(screen.getByRole('button', { name: 'Run the checks' }));
    expect(await screen.findByText('1 as expected, 1 different, 0 without an answer')).toBeTruthy();
    const table = screen.getByRole('table', { name: 'Your own checks' });
    expect(within(table).getByText('Line 7')).toBeTruthy();
    expect(table.textContent).toContain(String.raw`42 | \N`);
    expect(table.textContent).toContain('(no rows)');
    expect(asked('test_copy_check')).toEqual({ id: TEST_COPY_ID, from: { type: 'text', text: 'select 1' } });
  });

  it('says that nobody counts statements, rather than that there are none', async () => {
    host.on('test_copies_of', () => [ready]);
    host.on('test_copy_statements', () => ({ source: 'not_counted', statements: [] }));
    panel();
    await userEvent.click(await screen.findByRole('button', { name: 'Compare them' }));
    expect(await screen.findByText('The source does not count its statements')).toBeTruthy();
  });

  it('deletes after a question, and says how often the provider did not', async () => {
    host.on('test_copies_of', () => [ready]);
    panel();
    await userEvent.click(await screen.findByRole('button', { name: 'Delete the test copy' }));
    expect(host.calls.some((call) => call.command === 'test_copy_delete')).toBe(false);
    await userEvent.click(
      within(await screen.findByRole('dialog')).getByRole('button', { name: 'Delete the test copy' }),
    );
    expect(await screen.findByText(/did not delete it 3 times/)).toBeTruthy();
  });

  it.each(Object.entries(testCopies))('draws one that is %s in both languages', async (_, copy) => {
    for (const language of ['en', 'fr']) {
      words.choose(language);
      host.on('test_copies_of', () => [copy]);
      host.on('test_copy_show', () => copy);
      const { unmount, container } = panel();
      await waitFor(() => expect(container.textContent).toContain(copy.label));
      expect(container.textContent).not.toMatch(/test-copy-|undefined|NaN/);
      unmount();
    }
  });
});

describe('the list', () => {
  it('names what is billed, what was left over, and where nobody could look', async () => {
    host.on('test_copies', () => ({
      copies: [ready, { ...testCopies.deleting, id: '0197a0c0-0000-7000-8000-0000000000e6' }],
      gone: [],
      leftovers: [
        {
          key: { ...KEY, database: { owner: 'o', id: 'left' } },
          account_name: 'Other',
          name: 'co-test-77',
          created_at: null,
          status: 'running',
        },
      ],
      unread: [{ account_name: 'Third', problem: { kind: 'signed_out', detail: '401' } }],
    }));
    host.on('leftover_delete', () => testCopies.deleting);
    render(CopiesPage, { copies: new Copies() });
    const table = await screen.findByRole('table', { name: 'Test copies' });
    expect(within(table).getAllByRole('row')).toHaveLength(3);
    expect(within(table).getAllByRole('button')).toHaveLength(1);
    expect(screen.getByText('Third could not be looked through')).toBeTruthy();
    const left = screen.getByRole('table', { name: 'Left over' });
    await userEvent.click(within(left).getByRole('button'));
    expect(asked('leftover_delete')).toEqual({ key: { ...KEY, database: { owner: 'o', id: 'left' } } });
  });

  it('looks at what is being deleted alone, until it is gone, and asks the accounts once', async () => {
    host.on('test_copies', () => ({ copies: [testCopies.deleting], gone: [], leftovers: [], unread: [] }));
    host.on('test_copy_show', () => ({ ...ready, state: 'gone' }));
    const copies = new Copies();
    const leave = copies.follow(20);
    render(CopiesPage, { copies });
    expect(await screen.findByText('No test copy is there')).toBeTruthy();
    leave();
    expect(host.calls.filter((call) => call.command === 'test_copies').length).toBeLessThanOrEqual(2);
  });

  it('says that there is none', async () => {
    host.on('test_copies', () => ({ copies: [], gone: [], leftovers: [], unread: [] }));
    render(CopiesPage, { copies: new Copies() });
    expect(await screen.findByText('No test copy is there')).toBeTruthy();
  });
});

function plain(text: string): string {
  return text.replaceAll(/[\u00a0\u202f]/gu, ' ');
}
