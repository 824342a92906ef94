import { cleanup, render, screen } from '@testing-library/svelte';
import { afterEach, describe, expect, it } from 'vitest';
import { words } from '$lib/i18n';
import type { RedeployedApplication } from '$lib/rpc';
import ApplicationsPanel from './ApplicationsPanel.svelte';

function show(state: string | null): string {
  words.choose('en');
  const application: RedeployedApplication = {
    id: 'app_1',
    owner: 'orga_1',
    name: 'shop-web',
    should_run: true,
    deployed_at: Date.UTC(2026, 10, 21, 12),
    state,
  };
  render(ApplicationsPanel, {
    applications: [application],
    busy: null,
    can: true,
    onredeploy: () => undefined,
  });
  return screen.getByRole('row', { name: /shop-web/ }).textContent.replaceAll(/\s+/g, ' ');
}

describe('an application after the migration', () => {
  afterEach(cleanup);

  it('that works is redeployed, and nothing is asked of the person', () => {
    expect(show('OK')).toMatch(/Redeployed on 21 Nov 2026/);
    expect(screen.queryByRole('button')).toBeNull();
  });

  it('whose deployment failed says so, and can be redeployed', () => {
    expect(show('FAIL')).toMatch(/Not started.*failed/);
    expect(screen.getByRole('button', { name: 'Redeploy shop-web' })).toBeTruthy();
  });

  it('that still starts is not called redeployed', () => {
    expect(show('WIP')).toMatch(/Restarting since/);
  });

  it('keeps a state that nobody knows as it is', () => {
    expect(show('HIBERNATING')).toMatch(/\(HIBERNATING\)/);
  });
});
