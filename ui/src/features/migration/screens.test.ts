/** The screens of the wizard and of a run, state by state, as a person meets them: by words, roles and keys. */
import { render, screen, waitFor, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { tick } from 'svelte';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { findings, gate, KEY, NOW, offers, page, preview } from '../../../tests/fixtures/database';
import { migrationPlatform, rpcError } from '../../../tests/fixtures/platform';
import { RUN_ID, runs } from '../../../tests/fixtures/runs';
import { ready } from '../../../tests/fixtures/testCopies';
import { words } from '$lib/i18n';
import { usePlatform } from '$lib/platform';
import { router } from '$lib/router';
import type { Stage } from '$lib/router';
import type { Plan } from '$lib/rpc';
import type { MemoryPlatform } from '../../platform/memory';
import { review } from './gate/review';
import RunPage from './run/RunPage.svelte';
import { RunFollower } from './run.svelte';
import { Wizard } from './wizard.svelte';
import WizardPage from './WizardPage.svelte';

const user = userEvent.setup();

beforeEach(() => {
  words.choose('en');
  location.hash = '';
  vi.setSystemTime(NOW);
});

function host(more: Parameters<typeof migrationPlatform>[0] = {}): MemoryPlatform {
  const made = migrationPlatform(more);
  usePlatform(made);
  return made;
}

async function wizardAt(stage: Stage, more: Parameters<typeof migrationPlatform>[0] = {}) {
  const made = host(more);
  const wizard = new Wizard(KEY);
  await wizard.load();
  if (stage !== 'configure') await wizard.validation.run(offers.proposed);
  if (stage === 'test' || stage === 'migration') {
    for (const finding of findings.warnings.findings) {
      wizard.validation.tick(`${finding.check}/${finding.outcome}`, true);
    }
  }
  if (stage === 'migration') {
    wizard.reason = 'Tried last week on the staging database';
    wizard.skipTest();
  }
  const shown = render(WizardPage, { props: { wizard, stage } });
  return { made, wizard, ...shown };
}

async function runPage(name: keyof typeof runs, more: Parameters<typeof migrationPlatform>[0] = {}) {
  const made = host({ run_show: () => runs[name], ...more });
  const follower = new RunFollower(RUN_ID);
  await follower.read();
  const shown = render(RunPage, { props: { follower } });
  return { made, follower, ...shown };
}

const text = (container: HTMLElement): string => container.textContent?.replace(/\s+/g, ' ') ?? '';

describe('Configure', () => {
  it('shows consequences, current information, offers and the bill', async () => {
    const { container } = await wizardAt('configure');
    await screen.findByText('No difference');
    const all = text(container);
    expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('shop-orders');
    expect(all).toContain('PostgreSQL 14 to 17');
    expect(all).toContain('What a migration does at Clever Cloud');
    expect(all).toContain('read-only during the whole migration');
    expect(all).toContain('XS Small Space');
    expect(all).toContain('Write to support@clever-cloud.com');
    expect(screen.queryByRole('radio', { name: /PostgreSQL 13/ })).toBeNull();
    expect(screen.getByRole('radio', { name: /Update in place \(PostgreSQL 14\)/ })).toBeTruthy();
    expect(all).toContain('hourly price list');
  });

  it('says an unknown price as unknown, never as zero', async () => {
    const price = { current_monthly: null, target_monthly: null, lines: [], basis: 'unknown' };
    const { container } = await wizardAt('configure', { change_preview: () => ({ ...preview, price }) });
    await screen.findByText(/states no price for this change/);
    const side = within(screen.getByRole('complementary'));
    expect(side.getAllByText('Not known')).toHaveLength(3);
    expect(text(container.querySelector('aside') ?? container)).not.toMatch(/€0|0 €/);
  });

  it('names the same version an update in place, and stops when plan or zone change', async () => {
    const { made } = await wizardAt('configure', {
      change_preview: () => ({ ...preview, kind: 'update_in_place' }),
    });
    await user.click(screen.getByRole('radio', { name: /Update in place/ }));
    await screen.findByText(/Version, plan and zone stay as they are/);
    expect(made.calls.at(-1)).toMatchObject({ payload: { change: { version: '14' } } });
    await user.click(screen.getByRole('radio', { name: 'S Small Space' }));
    expect(screen.queryByRole('radio', { name: /Update in place/ })).toBeNull();
  });

  it('filters plans by zone and stops at a plan that is not served', async () => {
    const small = { ...offers, proposed: { plan_id: 'plan_dev', zone: 'mtl', version: '15' } };
    await wizardAt('configure', { offers: () => small });
    expect(await screen.findByText(/The plan DEV does not serve Montréal/)).toBeTruthy();
    expect(screen.getByText(/One plan is not shown because it does not serve Montréal/)).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Go to Validation' }));
    expect(location.hash).not.toContain('validation');
    expect((document.activeElement as HTMLInputElement).type).toBe('radio');
  });

  it('leads to the migration under way instead of starting another', async () => {
    const busy = { ...page, listed: { ...page.listed, open_run: RUN_ID } };
    await wizardAt('configure', { database_show: () => busy });
    const link = screen.getByRole('link', { name: 'Show the migration under way' });
    expect(link.getAttribute('href')).toBe(`#/runs/${RUN_ID}`);
    expect(screen.queryByRole('button', { name: 'Go to Validation' })).toBeNull();
  });

  it('sends back who comes too far', async () => {
    const go = vi.spyOn(router, 'go');
    host();
    const wizard = new Wizard(KEY);
    await wizard.load();
    render(WizardPage, { props: { wizard, stage: 'migration' } });
    await waitFor(() =>
      expect(go).toHaveBeenCalledWith({ name: 'migrate', key: KEY, stage: 'validation' }, { replace: true }),
    );
    go.mockRestore();
  });
});

describe('Validation', () => {
  it('groups findings, and takes the focus to the first tick that is missing', async () => {
    await wizardAt('validation');
    expect(await screen.findByText('3 points need your agreement before going on.')).toBeTruthy();
    expect(screen.getAllByRole('heading', { level: 3 }).map((each) => each.textContent)).toEqual([
      'Could not be checked',
      'Warnings (2)',
      'Good to know (2)',
      'Passed (6)',
    ]);
    expect(screen.getByText('shop-web · DATABASE_HOST')).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Go to Test' }));
    expect(document.activeElement).toBe(
      screen.getByRole('checkbox', { name: 'I know that this was not checked and want to go on' }),
    );
    expect(screen.getAllByText(/Tick this to go on/)).toHaveLength(3);
    for (const box of screen.getAllByRole('checkbox')) await user.click(box);
    await user.click(screen.getByRole('button', { name: 'Go to Test' }));
    expect(location.hash).toContain('/migrate/test');
  });

  it('stops at a blocker, with what to do and no tick for it', async () => {
    await wizardAt('validation', { check: () => findings.blocked });
    expect(await screen.findByText('One point must be solved before going on.')).toBeTruthy();
    for (const box of screen.getAllByRole('checkbox')) await user.click(box);
    await user.click(screen.getByRole('button', { name: 'Go to Test' }));
    expect(location.hash).not.toContain('/migrate/test');
    expect(screen.getByText('adminpack')).toBeTruthy();
    expect(screen.getByText(/Replace them before the migration/)).toBeTruthy();
  });

  it('runs again, once for each wish, and says when it looked', async () => {
    const { made } = await wizardAt('validation');
    expect(await screen.findByText(/^Observed .* on 21 Nov 2026/)).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Run again' }));
    await screen.findByText(/^Observed .* on 21 Nov 2026/);
    expect(made.calls.filter((call) => call.command === 'check')).toHaveLength(2);
  });

  it('does not run by itself again and again after an error', async () => {
    const { made } = await wizardAt('validation', {
      check: () => {
        throw rpcError('CHG-NET-003');
      },
    });
    await screen.findByText('CHG-NET-003');
    const before = made.calls.filter((call) => call.command === 'check').length;
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(made.calls.filter((call) => call.command === 'check')).toHaveLength(before);
  });
});

describe('Test', () => {
  it('says that no copy can be had, and wants a reason', async () => {
    const { wizard } = await wizardAt('test');
    expect(screen.getByText('Clever Cloud gives no temporary database')).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Go on without a test' }));
    const field = screen.getByRole('textbox', { name: 'Why do you go on without a test?' });
    await waitFor(() => expect(document.activeElement).toBe(field));
    expect(field.getAttribute('aria-invalid')).toBe('true');
    await user.type(field, 'Tried on staging');
    await user.click(screen.getByRole('button', { name: 'Go on without a test' }));
    expect(wizard.furthest).toBe('migration');
    expect(location.hash).toContain('/migrate/migration');
  });
});

describe('a test copy that is done', () => {
  it('opens the way without a reason, and the review says what was measured', async () => {
    const { wizard, made } = await wizardAt('test');
    wizard.tested = ready;
    await tick();
    const estimate = {
      test_copy: ready.id,
      measured_at: NOW,
      objects: 2_800,
      rows: 188_000,
      comparison: 61_000,
      read_only: 222_000,
      same_way: false,
      method: 'provider' as const,
    };
    made.on('gate', () => ({ ...gate, plan: { ...gate.plan, estimate } }));
    expect(screen.queryByRole('textbox', { name: 'Why do you go on without a test?' })).toBeNull();
    await user.click(screen.getByRole('button', { name: 'Go on to the migration' }));
    expect(wizard.furthest).toBe('migration');
    expect(wizard.state.type === 'ready' && wizard.brought(wizard.state).reason).toBe('');
    expect(sentencesOf({ ...gate.plan, estimate })).toContain('Our own copy of your data took 3 min 42 s');
    expect(sentencesOf({ ...gate.plan, estimate: { ...estimate, same_way: true } })).toContain(
      'On the test copy of',
    );
  });
});

describe('the review', () => {
  const around = { offers, provider: 'Practice', aborts: true };
  const said = (method: Plan['method']) =>
    Object.values(review({ ...gate.plan, method }, around))
      .flat()
      .join(' ')
      .replaceAll('\u00a0', ' ');

  it('promises for each method what that method does, and no other', () => {
    const [provider, transfer, guided] = [said('provider'), said('transfer'), said('guided')];
    expect(provider).toContain('The variables of the database follow by themselves');
    expect(transfer).toContain('billed beside the original, until you let the original go');
    expect(transfer).toContain('You put them into your applications afterwards');
    expect(guided).toContain('You press Migrate');
    for (const other of [transfer, guided]) {
      expect(other).not.toContain('follow by themselves');
      expect(other).not.toContain('there is no way back');
      expect(other).not.toContain('restart at the end');
    }
  });
});

describe('the gate', () => {
  it('says everything in sentences, then starts by the name and the verb', async () => {
    const { container, made } = await wizardAt('migration');
    await screen.findByRole('button', { name: 'Migrate the database' });
    const all = text(container);
    for (const sentence of [
      'shop-orders goes from PostgreSQL 14 to PostgreSQL 17.',
      'How long that takes is not known',
      '2 applications restart at the end: shop-web and nightly-report.',
      '€24.50 a month after the migration',
      'there is no way back',
      'It never starts it a second time.',
      'Skipped, because: Tried last week on the staging database',
      'The extensions could not be read (CHG-DBS-001).',
    ]) {
      expect(all).toContain(sentence);
    }
    const field = screen.getByRole('textbox', { name: 'Type shop-orders to confirm' });
    await user.type(field, 'Shop-orders{Enter}');
    expect(await screen.findByText(/Capital and small letters count/)).toBeTruthy();
    expect(document.activeElement).toBe(field);
    await user.clear(field);
    await user.click(field);
    await user.paste('shop-orders ');
    await user.click(screen.getByRole('button', { name: 'Migrate the database' }));
    await waitFor(() => expect(location.hash).toBe(`#/runs/${RUN_ID}`));
    expect(made.calls.filter((call) => call.command === 'migrate')).toHaveLength(1);
  });

  it('asks again for what came up since', async () => {
    await wizardAt('migration', {
      gate: () => ({ ...gate, to_accept: [...gate.to_accept, 'backup-age'], typed_name: null }),
    });
    await user.click(await screen.findByRole('button', { name: 'Migrate the database' }));
    expect(screen.getByText(/came up since you looked at the checks/)).toBeTruthy();
    await waitFor(() => expect((document.activeElement as HTMLInputElement).type).toBe('checkbox'));
  });

  it('offers to read again after a refusal, and no second click on the same gate', async () => {
    await wizardAt('migration', {
      gate: () => ({ ...gate, typed_name: null }),
      migrate: () => {
        throw rpcError('CHG-API-008', { remedy: 'change_settings' });
      },
    });
    await user.click(await screen.findByRole('button', { name: 'Migrate the database' }));
    await screen.findByText('CHG-API-008');
    expect(screen.queryByRole('button', { name: 'Migrate the database' })).toBeNull();
    await user.click(screen.getByRole('button', { name: 'Read again' }));
    expect(await screen.findByRole('button', { name: 'Migrate the database' })).toBeTruthy();
  });
});

describe('the page of a run', () => {
  const table: [keyof typeof runs, string[], string[]][] = [
    ['preparing', ['Getting ready to migrate shop-orders', 'It can be stopped once'], []],
    ['starting', ['It never asks twice'], []],
    [
      'watching',
      [
        'read-only while the migration runs',
        'Copy the data',
        'DUMP_AND_RESTORE',
        '3 s ago',
        'Not seen yet',
        '3 min 04 s',
      ],
      ['%', 'Succeeded'],
    ],
    ['silent', ['Nothing heard for 1 min 14 s'], []],
    [
      'unknown',
      ['Other steps (as the provider words them)', 'WARM_UP_CACHES', 'Unknown status: THINKING'],
      ['Succeeded'],
    ],
    ['switching', ['is switching from the original server to the new one', 'the switchover has begun'], []],
    ['aborting', ['Asking Clever Cloud to stop the migration', 'Stopping has been asked for'], []],
    ['verifying', ['Checking that nothing was lost', 'Compare both sides'], ['Succeeded']],
    [
      'signedOut',
      ['is signed out', 'goes on meanwhile', 'Sign in again', 'Look again'],
      ['Stop the migration'],
    ],
    [
      'succeeded',
      [
        'shop-orders is now PostgreSQL 17',
        'Your data is on the new server (PostgreSQL 17).',
        'Everything compared is equal',
        '48,211',
        'POSTGRESQL_ADDON_HOST',
        'bx1n8u5c3e6y0p2d-postgresql.services.clever-cloud.com',
        'Not meant to run, so not restarted',
        'shop-web · DATABASE_HOST',
        'The direct host and port were lost',
        '1 min 48 s',
      ],
      ['Stop the migration'],
    ],
    [
      'attention',
      ['What needs a look', 'This is not a proof', 'could still be written', 'Redeploy', 'Missed'],
      ['Succeeded'],
    ],
    [
      'different',
      ['2 things differ', 'public.order_lines', 'Other number of rows'],
      ['Everything compared is equal'],
    ],
    ['notChecked', ['Nothing was compared', 'could not be reached from this computer'], ['Rows compared']],
    [
      'failed',
      ['takes writes, at the same address', 'plv8', 'Copy the data” (DUMP_AND_RESTORE)'],
      ['Stop the migration'],
    ],
    ['failedUnproven', ['could not reach that server to prove it', 'Not known.'], ['Yes.']],
    ['refused', ['nothing was started', 'done by Changeover'], ['Stop the migration']],
    ['aborted', ['Nothing has changed', 'was stopped'], ['Stop the migration']],
  ];

  it.each(table)('%s', async (name, says, never) => {
    const { container } = await runPage(name);
    await waitFor(() => expect(text(container)).toContain('Clever Cloud'), { timeout: 2000 }).catch(
      () => undefined,
    );
    const all = text(container);
    for (const sentence of says) expect(all).toContain(sentence);
    for (const sentence of never) expect(all).not.toContain(sentence);
    // The one sentence that is always there, and no word that the catalogues lack.
    expect(screen.getByRole('status', { name: 'Where your data is' }).textContent?.trim()).not.toBe('');
    expect(all).not.toMatch(/\b(run|runs|wizard|finding|support-line)-[a-z]+-[a-z-]+\b/);
  });

  it('answers a failure in the fixed order', async () => {
    await runPage('failed');
    const order = [
      'Is my data safe, and where is it?',
      'Does my application work?',
      'What happened, and at which step?',
      'What we recommend',
      'What else you can do',
      'Contact support',
    ];
    const headings = screen.getAllByRole('heading').map((each) => each.textContent?.trim() ?? '');
    const places = order.map((title) => headings.indexOf(title));
    expect(places).toEqual(places.toSorted((a, b) => a - b));
    expect(places).not.toContain(-1);
  });

  it('has everything that support asks for ready to copy', async () => {
    const { made } = await runPage('failed');
    await screen.findByText(KEY.database.id);
    await user.click(screen.getByRole('button', { name: /everything that support asks for/ }));
    for (const part of [KEY.database.id, 'migration_1f2e3d4c', '01J9ZB4M7Q2W8X', 'DUMP_AND_RESTORE']) {
      expect(made.clipboard).toContain(part);
    }
  });

  it('shows no password, and says that it changed', async () => {
    await runPage('succeeded');
    const row = screen.getByRole('row', { name: /POSTGRESQL_ ?ADDON_ ?PASSWORD/ });
    expect(within(row).getAllByText('Not shown')).toHaveLength(2);
    expect(within(row).getByText('Changed')).toBeTruthy();
  });

  it('stops only after the question is answered', async () => {
    const { made } = await runPage('watching');
    await user.click(screen.getByRole('button', { name: 'Stop the migration' }));
    const dialog = await screen.findByRole('dialog');
    await user.click(within(dialog).getByRole('button', { name: 'Stop the migration' }));
    await waitFor(() => expect(made.calls.some((call) => call.command === 'run_abort')).toBe(true));
  });

  it('does not ask to stop once the switchover has begun', async () => {
    await runPage('switching');
    const button = screen.getByRole('button', { name: 'Stop the migration' });
    expect(button.getAttribute('aria-disabled')).toBe('true');
    await user.click(button);
    expect(screen.queryByText('Let it go on')).toBeNull();
  });

  it('redeploys an application that was missed', async () => {
    const { made } = await runPage('attention');
    await user.click(screen.getByRole('button', { name: 'Redeploy shop-web' }));
    await waitFor(() =>
      expect(made.calls.find((call) => call.command === 'run_redeploy')?.payload).toEqual({
        id: RUN_ID,
        application: 'app_1',
      }),
    );
  });

  it('copies the whole log', async () => {
    const { made } = await runPage('succeeded');
    await user.click(screen.getByRole('button', { name: 'Show the log' }));
    const dialog = await screen.findByRole('dialog', { name: 'Log of the migration' });
    expect(text(dialog)).toContain('Ask the provider to start the migration: about to begin');
    await user.click(within(dialog).getByRole('button', { name: /Copy/ }));
    expect(made.clipboard).toContain('"version":"17"');
    expect(made.clipboard.split('\n')).toHaveLength(runs.succeeded.journal.length);
  });

  it('speaks French whole', async () => {
    words.choose('fr');
    const { container } = await runPage('failed');
    expect(text(container)).toContain('Mes données sont-elles en sûreté, et où sont-elles ?');
  });
});

function sentencesOf(plan: Plan): string {
  const around = { offers, provider: 'Practice', aborts: true };
  return review(plan, around).affected.join(' ').replaceAll('\u00a0', ' ');
}
