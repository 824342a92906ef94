/** Copying: what is typed, what events change, what the page shows, and that no password stays in it. */
import { render, screen, waitFor, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { blocked, clear, copies, COPY_ID, unreachable } from '../../../tests/fixtures/copies';
import { account, KEY, NOW, page } from '../../../tests/fixtures/database';
import { migrationPlatform } from '../../../tests/fixtures/platform';
import { words } from '$lib/i18n';
import { usePlatform } from '$lib/platform';
import type { MemoryPlatform } from '$lib/platform/memory';
import type { CopyView } from '$lib/rpc';
import CopyPageView from './CopyPage.svelte';
import { part } from './address';
import { CopyDesk } from './desk.svelte';
import { applied } from '$lib/parts';
import { ordered, outcomeOf, plotOf, roundUp, stageLines, tableShare } from './model';
import { about, leftText } from './words';

let host: MemoryPlatform;

beforeEach(() => {
  words.choose('en');
  vi.setSystemTime(NOW);
  host = migrationPlatform({
    copy_latest: () => null,
    copy_check: () => clear,
    copy_start: () => copies.running,
    copy_stop: () => ({ ...copies.running, head: { ...copies.running.head, state: 'stopping' } }),
  });
  usePlatform(host);
});

describe('an address', () => {
  it('gives up the password that was pasted with it', () => {
    expect(part(' postgresql://ann:p%40ss@db.example:5432/shop?sslmode=require ')).toEqual({
      address: 'postgresql://ann@db.example:5432/shop?sslmode=require',
      password: 'p@ss',
    });
  });

  it.each([
    ["host=h password='p w\\'d' user=ann", 'host=h  user=ann', "p w'd"],
    ['password=p\\ w host=h', 'host=h', 'p w'],
    ['service=shop password = pw', 'service=shop', 'pw'],
  ])('%s gives it up too', (text, address, password) => {
    expect(part(text)).toEqual({ address, password });
  });

  it.each([
    '',
    'shop',
    'service=shop',
    'host=h passwordless=x',
    "password='open",
    'postgresql://ann@h/d',
    'postgresql://h/d?x=a:b@c',
    'postgresql://ann:%zz@h/d',
  ])('%s stays as it is', (text) => {
    expect(part(text)).toEqual({ address: text, password: null });
  });
});

describe('events', () => {
  it('change what they name, and nothing else', () => {
    const [, customer] = copies.running.tables;
    if (!customer) throw new Error('no table');
    const fresh = { ...customer, rows: 2_000_000 };
    const event = {
      type: 'changed',
      head: { ...copies.running.head, retries: 3 },
      tables: [fresh, { ...customer, name: 'public.new' }],
      speed: [{ at: 191_000, bytes_per_second: 5 }],
      log: [{ at: NOW, code: 'finishing', params: {} }],
    } as const;
    const after = applied(copies.running, {
      ...event,
      tables: [...event.tables],
      speed: [...event.speed],
      log: [...event.log],
    });
    expect(after?.log.map((line) => line.code)).toEqual(['reading', 'table', 'finishing']);
    expect(after?.head.retries).toBe(3);
    expect(after?.tables).toHaveLength(copies.running.tables.length + 1);
    expect(after?.tables[1]).toEqual(fresh);
    expect(after?.tables[0]).toBe(copies.running.tables[0]);
    expect(after?.speed.at(-1)).toEqual({ at: 191_000, bytes_per_second: 5 });
    expect(applied(null, { type: 'over', id: COPY_ID })).toBeNull();
  });
});

describe('the model', () => {
  it('puts what is copied first, then what waits, each largest first', () => {
    expect(ordered(copies.running.tables).map((table) => table.state)).toEqual([
      'copying',
      'copying',
      'waiting',
      'waiting',
      'waiting',
      'done',
    ]);
  });

  it('never says that a table is whole before it is', () => {
    const [, customer, history] = copies.running.tables;
    expect(customer && tableShare(customer)).toBeCloseTo(0.304);
    expect(history && tableShare(history)).toBeNull();
    expect(customer && tableShare({ ...customer, bytes: 9, bytes_expected: 9 })).toBe(0.99);
  });

  it('knows how long each stage took', () => {
    const lines = stageLines(copies.running, NOW);
    expect(lines.map((line) => [line.state, line.took])).toEqual([
      ['done', 1_200],
      ['done', 2_800],
      ['running', 188_000],
      ['todo', null],
      ['todo', null],
    ]);
    expect(stageLines(copies.failed, NOW)[2]?.state).toBe('broken');
    expect(stageLines(copies.done, NOW).every((line) => line.state === 'done')).toBe(true);
  });

  it('draws a line that stays in its box', () => {
    expect(plotOf([], 100, 50)).toBeNull();
    const nothing = [1000, 2000].map((at) => ({ at, bytes_per_second: 0 }));
    expect(plotOf(nothing, 100, 50)).toBeNull();
    const plot = plotOf(
      [
        { at: 1000, bytes_per_second: 0 },
        { at: 2000, bytes_per_second: 30 },
        { at: 4000, bytes_per_second: 50 },
      ],
      100,
      50,
    );
    expect(plot).toEqual({
      line: 'M25 50L50 20L100 0',
      area: 'M25 50L50 20L100 0L100 50L25 50Z',
      top: 50,
      end: 4000,
    });
    expect([0, 1, 2.4, 12, 51_000_000, 71, 99].map(roundUp)).toEqual([1, 1, 3, 20, 60_000_000, 80, 100]);
  });

  it('is green only when everything that was read was compared and is equal', () => {
    const { report } = copies.done.head;
    if (!report?.verification) throw new Error('no report');
    const { verification } = report;
    const of = (change: Partial<typeof verification> | null) =>
      outcomeOf({ ...report, verification: change === null ? null : { ...verification, ...change } });
    expect(of({})).toBe('later');
    expect(of({ verdict: 'equal' })).toBe('equal');
    expect(of({ not_checked: ['writes-possible', 'content-not-hashed'] })).toBe('incomplete');
    expect(of({ verdict: 'different' })).toBe('different');
    expect([of({ verdict: 'not_checked' }), of(null)]).toEqual(['not-compared', 'not-compared']);
  });

  it('says times as one would', () => {
    expect([about(50_900), about(90_000), about(180_000), about(4_500_000)].map(plain)).toEqual([
      '50 s',
      '1 min 30 s',
      '3 min',
      '1 h 15 min',
    ]);
    const { pulse } = copies.running.head;
    if (!pulse) throw new Error('no pulse');
    expect(plain(leftText(pulse))).toBe('3 min to 4 min');
    expect(plain(leftText({ ...pulse, left: { low: 0, high: 10_000 } }))).toBe('less than 10 s');
    expect(plain(leftText({ ...pulse, left: null }))).toBe('Not known yet');
    expect(plain(leftText({ ...pulse, left: null, silent: 42_000 }))).toBe('No data for 42 s');
  });
});

describe('the page', () => {
  async function opened(): Promise<CopyDesk> {
    const desk = new CopyDesk();
    desk.open();
    render(CopyPageView, { desk });
    await waitFor(() => expect(desk.state.type).not.toBe('loading'));
    return desk;
  }

  async function typed() {
    const [from, to] = await screen.findAllByLabelText('Address');
    if (!from || !to) throw new Error('no fields');
    await userEvent.click(from);
    await userEvent.paste('postgresql://ann:canary-1@h/d');
    await userEvent.click(to);
    await userEvent.paste('postgresql://bob@h/e');
    await userEvent.type(screen.getAllByLabelText(/^Password/)[1] as HTMLElement, 'canary-2');
    await userEvent.click(screen.getByRole('button', { name: 'Check both sides' }));
  }

  it('sends the passwords once, apart from the addresses, and forgets them', async () => {
    const desk = await opened();
    await typed();
    await screen.findByText('Everything is carried.');
    expect(host.calls.find((call) => call.command === 'copy_check')?.payload).toEqual({
      from: { type: 'typed', address: 'postgresql://ann@h/d', password: 'canary-1' },
      to: { type: 'typed', address: 'postgresql://bob@h/e', password: 'canary-2' },
    });
    expect(JSON.stringify([desk.state, desk.from, desk.to])).not.toContain('canary');
    expect(document.body.textContent).not.toContain('canary');
    expect([...document.querySelectorAll('input')].map((input) => input.value).join()).not.toContain(
      'canary',
    );
  });

  it('brings a database into the one that it was opened for, without an address of it', async () => {
    const redis = { ...page.listed, key: { ...KEY, database: { owner: 'o', id: 'r' } } };
    host.on('databases_list', () => [
      {
        account,
        databases: [page.listed, { ...redis, summary: { ...redis.summary, name: 'cache', engine: 'redis' } }],
        error: null,
        observed_at: NOW,
      },
    ]);
    // An earlier copy that is over does not stand in the way.
    host.on('copy_latest', () => copies.done);
    const desk = new CopyDesk();
    desk.open(KEY);
    render(CopyPageView, { desk });
    expect(await screen.findByText(`Bring a database into ${page.listed.summary.name}`)).toBeTruthy();
    expect(screen.queryByText(/cache/)).toBeNull();
    const address = await screen.findByLabelText('Address');
    await userEvent.click(address);
    await userEvent.paste('postgresql://ann:canary-1@h/d');
    await userEvent.click(screen.getByRole('button', { name: 'Check both sides' }));
    await screen.findByText('Everything is carried.');
    expect(host.calls.find((call) => call.command === 'copy_check')?.payload).toEqual({
      from: { type: 'typed', address: 'postgresql://ann@h/d', password: 'canary-1' },
      to: { type: 'database', key: KEY },
    });
    expect(screen.getByText('Disk space')).toBeTruthy();
  });

  it('shows what happened in its log', async () => {
    host.on('copy_latest', () => copies.running);
    await opened();
    await userEvent.click(await screen.findByRole('button', { name: 'Show migration logs' }));
    const log = await screen.findByRole('dialog', { name: 'Migration logs' });
    expect(plain(log.textContent)).toContain('public.customer: 2,000,000 rows, 51 MB');
  });

  it('asks for an address that is missing and takes the focus there', async () => {
    await opened();
    await userEvent.click(await screen.findByRole('button', { name: 'Check both sides' }));
    expect(await screen.findAllByText('Enter the address of the database.')).toHaveLength(2);
    expect(document.activeElement?.getAttribute('name')).toBe('from-address');
    expect(host.calls.some((call) => call.command === 'copy_check')).toBe(false);
  });

  it('names what is in the way with its reason and its remedy, and offers no start', async () => {
    host.on('copy_check', () => blocked);
    await opened();
    await typed();
    expect(await screen.findByText('1 thing prevents the copy')).toBeTruthy();
    expect(screen.getByText('the target does not offer this extension')).toBeTruthy();
    expect(screen.getByText(/Choose a target that offers it/)).toBeTruthy();
    expect(screen.queryByRole('button', { name: 'Start the copy' })).toBeNull();
  });

  it('says which side does not answer; the passwords stay in the application', async () => {
    host.on('copy_check', () => unreachable);
    const desk = await opened();
    await typed();
    expect(await screen.findByText('Cannot be used')).toBeTruthy();
    await userEvent.click(screen.getByRole('button', { name: 'Change the addresses' }));
    expect(desk.to.password).toBe('');
    expect(desk.to.address).toBe('postgresql://bob@h/e');
    expect(screen.getAllByText('kept from the last check')).toHaveLength(2);
  });

  it('says how each side is protected, and where each value of an address comes from', async () => {
    const file = '/h/.pgpass';
    const values = [
      { name: 'host', value: 'db.example', source: { type: 'variable', name: 'PGHOST' }, standing: 'used' },
      { name: 'password', value: null, source: { type: 'password_file', file }, standing: 'used' },
      { name: 'connect_timeout', value: '3', source: { type: 'address' }, standing: 'no_effect' },
    ];
    host.on('copy_check', () => ({
      ...clear,
      source: { ...clear.source, tls: 'unchecked', values },
      target: { ...clear.target, tls: 'verify_full' },
    }));
    await opened();
    await typed();
    expect(await screen.findByText('Encrypted, server not checked')).toBeTruthy();
    expect(screen.getByText('Encrypted, name verified')).toBeTruthy();
    expect(screen.getByText('environment variable PGHOST')).toBeTruthy();
    expect(screen.getByText(`password file ${file}`)).toBeTruthy();
    expect(screen.getByText('changes nothing here')).toBeTruthy();
  });

  it('says which certificate is remembered, and has it forgotten only after a question', async () => {
    const certificate = { host: 'h', port: 5432, print: 'AB:CD', verified: false, since: NOW };
    const changed = {
      ...unreachable,
      target: {
        ...unreachable.target,
        problem: { kind: 'certificate_changed', detail: 'another one' },
        certificate,
      },
    } as const;
    host.on('copy_check', () => changed);
    host.on('certificate_forget', () => []);
    await opened();
    await typed();
    await userEvent.click(await screen.findByRole('button', { name: 'Forget the old certificate' }));
    const question = await screen.findByRole('dialog');
    expect(question.textContent).toContain('AB:CD');
    expect(host.calls.some((call) => call.command === 'certificate_forget')).toBe(false);
    host.on('copy_check', () => ({ ...clear, target: { ...clear.target, certificate } }));
    await userEvent.click(within(question).getByRole('button', { name: 'Forget the old certificate' }));
    expect(await screen.findByText(/This one only, remembered since/)).toBeTruthy();
    expect(host.calls.find((call) => call.command === 'certificate_forget')?.payload).toEqual({
      host: 'h',
      port: 5432,
    });
    expect(screen.queryByRole('button', { name: 'Forget the old certificate' })).toBeNull();
  });

  it('starts, follows to the end, and shows what was compared', async () => {
    const desk = await opened();
    await typed();
    await userEvent.click(await screen.findByRole('button', { name: 'Start the copy' }));
    expect(await screen.findByText('3 min to 4 min', { normalizer: plain })).toBeTruthy();
    const table = screen.getByRole('table', { name: 'Tables' });
    expect(within(table).getAllByRole('row')).toHaveLength(7);
    host.emitCopy(COPY_ID, { type: 'snapshot', copy: copies.done });
    host.emitCopy(COPY_ID, { type: 'over', id: COPY_ID });
    expect(await screen.findByText('Copied, and equal')).toBeTruthy();
    await userEvent.click(screen.getByRole('button', { name: 'Copy another database' }));
    expect(desk.state.type).toBe('form');
  });

  it('keeps others from writing when that is chosen, and undoes it only after a question', async () => {
    host.on('copy_start', () => copies['taken over']);
    host.on('copy_thaw', () => copies.done);
    await opened();
    await typed();
    const start = await screen.findByRole('button', { name: 'Start the copy' });
    expect(
      screen.getByText(/What they write after the start is not in the target: |Applications may go on/),
    ).toBeTruthy();
    await userEvent.click(screen.getByRole('radio', { name: /They wait/ }));
    expect(screen.queryByText(/Applications may go on/)).toBeNull();
    expect(screen.getByText(/RESET default_transaction_read_only/)).toBeTruthy();
    await userEvent.click(start);
    expect(host.calls.find((call) => call.command === 'copy_start')?.payload).toEqual({
      id: COPY_ID,
      freeze: true,
      typed_name: null,
    });
    expect(await screen.findByText('The source stays read-only')).toBeTruthy();
    await userEvent.click(screen.getByRole('button', { name: 'Make the source writable again' }));
    expect(host.calls.some((call) => call.command === 'copy_thaw')).toBe(false);
    await userEvent.click(
      within(await screen.findByRole('dialog')).getByRole('button', {
        name: 'Make the source writable again',
      }),
    );
    await waitFor(() => expect(screen.queryByText('The source stays read-only')).toBeNull());
  });

  it('wants the name of a production database, of the one that is filled or else of the one that is kept from being written to', async () => {
    host.on('copy_check', () => ({
      ...clear,
      source: { ...clear.source, production: 'shop' },
      target: { ...clear.target, production: 'shop-new' },
    }));
    host.on('copy_start', () => {
      throw {
        code: 'CHG-RUN-005',
        params: {},
        stage: 'copy',
        remedy: 'correct_input',
        retry: 'after_remedy',
      };
    });
    await opened();
    await typed();
    const start = await screen.findByRole('button', { name: 'Start the copy' });
    await userEvent.type(screen.getByLabelText(/Type shop-new to confirm/), 'Shop-new');
    await userEvent.click(start);
    expect(host.calls.find((call) => call.command === 'copy_start')?.payload).toEqual({
      id: COPY_ID,
      freeze: false,
      typed_name: 'Shop-new',
    });
    expect(await screen.findByText('The name does not match')).toBeTruthy();
    expect(screen.getByText(/CHG-RUN-005/)).toBeTruthy();
    await userEvent.click(screen.getByRole('radio', { name: /They wait/ }));
    expect(screen.getByLabelText(/Type shop to confirm/)).toBeTruthy();
  });

  it('says who would go on writing, and leaves the other choice', async () => {
    const detail = 'this user does not own the database';
    host.on('copy_check', () => ({
      ...clear,
      freeze: null,
      freeze_problem: { kind: 'freeze_impossible', detail },
    }));
    await opened();
    await typed();
    expect(await screen.findByText(detail)).toBeTruthy();
    expect(screen.getByRole('radio', { name: /They wait/ })).toHaveProperty('disabled', true);
    await userEvent.click(screen.getByRole('button', { name: 'Start the copy' }));
    expect(host.calls.find((call) => call.command === 'copy_start')?.payload).toEqual({
      id: COPY_ID,
      freeze: false,
      typed_name: null,
    });
  });

  it('takes up a copy that goes on, and stops it after one question', async () => {
    host.on('copy_latest', () => copies.silent);
    await opened();
    expect(await screen.findByText('No data for 42 s', { normalizer: plain })).toBeTruthy();
    await userEvent.click(screen.getByRole('button', { name: 'Stop the copy' }));
    expect(host.calls.some((call) => call.command === 'copy_stop')).toBe(false);
    await userEvent.click(
      within(await screen.findByRole('dialog')).getByRole('button', { name: 'Stop the copy' }),
    );
    await waitFor(() => expect(host.calls.some((call) => call.command === 'copy_stop')).toBe(true));
    host.emitCopy(COPY_ID, { type: 'snapshot', copy: copies.stopped });
    expect(await screen.findByText('The copy was stopped')).toBeTruthy();
  });

  it.each(Object.entries(copies) as [string, CopyView][])('draws %s in both languages', async (_, copy) => {
    for (const language of ['en', 'fr']) {
      words.choose(language);
      host.on('copy_latest', () => copy);
      const desk = new CopyDesk();
      const leave = desk.open();
      const { unmount, container } = render(CopyPageView, { desk });
      await waitFor(() => expect(desk.state.type).toBe('copying'));
      await waitFor(() => expect(container.querySelector('h1')?.textContent).toBeTruthy());
      expect(container.textContent).not.toMatch(/copy-[a-z]|pulse-|undefined|NaN/);
      unmount();
      leave();
    }
  });
});

function plain(text: string): string {
  return text.replaceAll(/[\u00a0\u202f]/gu, ' ');
}
