/** Remembered servers: listed, forgotten after a question, and why not. */
import { render, screen, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, it } from 'vitest';
import { migrationPlatform, rpcError } from '../../../tests/fixtures/platform';
import { NOW } from '../../../tests/fixtures/database';
import { words } from '$lib/i18n';
import { usePlatform } from '$lib/platform';
import type { MemoryPlatform } from '$lib/platform/memory';
import CertificatesPanel from './CertificatesPanel.svelte';

const pinned = { host: 'db.example', port: 5432, print: 'AB:CD', verified: false, since: NOW };
const vouched = { host: '::1', port: 5433, print: 'EF:01', verified: true, since: NOW };
let host: MemoryPlatform;

beforeEach(() => {
  words.choose('en');
  host = migrationPlatform({ certificates_list: () => [pinned, vouched] });
  usePlatform(host);
});

async function ask() {
  await userEvent.click(await screen.findByRole('button', { name: 'Forget db.example:5432' }));
  return await screen.findByRole('dialog');
}

it('lists servers with what they have to show, and forgets one only after the question', async () => {
  host.on('certificate_forget', () => [vouched]);
  render(CertificatesPanel);
  expect(await screen.findByText('[::1]:5433')).toBeTruthy();
  expect(screen.getByText('Vouched for by this computer')).toBeTruthy();
  const question = await ask();
  expect(host.calls.some((call) => call.command === 'certificate_forget')).toBe(false);
  await userEvent.click(within(question).getByRole('button', { name: 'Forget' }));
  expect(host.calls.find((call) => call.command === 'certificate_forget')?.payload).toEqual({
    host: 'db.example',
    port: 5432,
  });
  expect(screen.queryByRole('button', { name: 'Forget db.example:5432' })).toBeNull();
});

it('stays with the question when it cannot be forgotten', async () => {
  host.on('certificate_forget', () => {
    throw rpcError('CHG-STO-004');
  });
  render(CertificatesPanel);
  const question = await ask();
  await userEvent.click(within(question).getByRole('button', { name: 'Forget' }));
  expect(await within(question).findByText(/CHG-STO-004/u)).toBeTruthy();
  expect(screen.getByRole('button', { name: 'Forget db.example:5432', hidden: true })).toBeTruthy();
});
