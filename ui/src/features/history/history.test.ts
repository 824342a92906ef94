/** The history and what is not finished. */
import { render, screen, waitFor } from '@testing-library/svelte';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { NOW } from '../../../tests/fixtures/database';
import { migrationPlatform, rpcError } from '../../../tests/fixtures/platform';
import { RUN_ID, runs as views } from '../../../tests/fixtures/runs';
import { words } from '$lib/i18n';
import { usePlatform } from '$lib/platform';
import RunList from './RunList.svelte';
import { runDuration, Runs, unfinished } from './runs.svelte';
import UnfinishedRuns from './UnfinishedRuns.svelte';

const headers = Object.values(views).map((view, index) => ({
  ...view.header,
  id: `${RUN_ID}-${String(index)}`,
}));

beforeEach(() => {
  words.choose('en');
  vi.setSystemTime(NOW);
  usePlatform(migrationPlatform({ runs_list: () => headers }));
});

describe('runs', () => {
  it('knows which are not finished', () => {
    expect(
      unfinished(headers)
        .map((run) => run.state)
        .toSorted(),
    ).toEqual(
      [
        'aborting',
        'paused',
        'preparing',
        'starting',
        'verifying',
        'watching',
        'watching',
        'watching',
        'watching',
      ].toSorted(),
    );
  });

  it('counts to the end, or to now', () => {
    expect(runDuration(views.succeeded.header, NOW + 1000)).toBe(184_000);
    expect(runDuration(views.watching.header, NOW + 1000)).toBe(185_000);
  });

  it('keeps the list that it has when it cannot be read again', async () => {
    const list = new Runs();
    await list.load();
    usePlatform(
      migrationPlatform({
        runs_list: () => {
          throw rpcError('CHG-STO-002');
        },
      }),
    );
    await list.load();
    expect(list.state.type).toBe('loaded');
    const fresh = new Runs();
    await fresh.load();
    expect(fresh.state).toMatchObject({ type: 'error', error: { code: 'CHG-STO-002' } });
  });
});

describe('the list', () => {
  it('shows the newest first, each leading to its page', async () => {
    const older = {
      ...views.failed.header,
      id: 'older',
      created_at: NOW - 86_400_000,
      ended_at: NOW - 86_300_000,
    };
    usePlatform(migrationPlatform({ runs_list: () => [older, views.succeeded.header] }));
    render(RunList, { props: { runs: new Runs() } });
    const links = await screen.findAllByRole('link', { name: /Show the migration of shop-orders/ });
    expect(links.map((link) => link.getAttribute('href'))).toEqual([`#/runs/${RUN_ID}`, '#/runs/older']);
    expect(screen.getByText('Succeeded')).toBeTruthy();
    expect(screen.getByText('3 min 04 s')).toBeTruthy();
  });

  it('says what to do when there is none', async () => {
    usePlatform(migrationPlatform({ runs_list: () => [] }));
    render(RunList, { props: { runs: new Runs() } });
    expect(await screen.findByText('No migration yet')).toBeTruthy();
  });
});

describe('unfinished runs', () => {
  it('are pointed to, except the one whose page is shown', async () => {
    usePlatform(
      migrationPlatform({
        runs_list: () => [
          views.watching.header,
          { ...views.signedOut.header, id: 'other' },
          views.failed.header,
        ],
      }),
    );
    render(UnfinishedRuns, { props: { except: RUN_ID } });
    expect(await screen.findByText('A migration is not finished')).toBeTruthy();
    expect(screen.getAllByRole('link').map((link) => link.getAttribute('href'))).toEqual(['#/runs/other']);
  });

  it('show nothing when all is done', async () => {
    const made = migrationPlatform({ runs_list: () => [views.failed.header] });
    usePlatform(made);
    const { container } = render(UnfinishedRuns);
    await waitFor(() => expect(made.calls).toHaveLength(1));
    expect(container.textContent?.trim()).toBe('');
  });
});
