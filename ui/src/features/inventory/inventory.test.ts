/** The list of databases and the page of one, over a scripted host. */
import { beforeEach, describe, expect, it } from 'vitest';
import { accountOf, errorOf, listedOf, PROVIDER, statusOf } from '../../../tests/samples';
import { MemoryPlatform } from '../../platform/memory';
import { usePlatform } from '../../platform';
import { DatabaseController } from './database.svelte';
import { InventoryController } from './inventory.svelte';

let host: MemoryPlatform;
const entry = (id: string, names: string[]) => ({
  account: accountOf(id),
  databases: names.map((name) => listedOf(id, name)),
  error: null,
  observed_at: 1,
});

beforeEach(() => {
  host = new MemoryPlatform({ providers_list: () => [PROVIDER], accounts_list: () => [statusOf('1')] });
  usePlatform(host);
});

describe('the list', () => {
  it('one account that fails again hides no other', async () => {
    host.on('databases_list', ({ account }: { account: string | null }) => {
      if (account === '2') throw errorOf('CHG-NET-002');
      return [entry('1', ['a']), entry('2', ['b'])];
    });
    const inventory = new InventoryController();
    await inventory.load();
    await inventory.reload('2');
    expect(inventory.state).toMatchObject({ type: 'loaded' });
    const entries = inventory.state.type === 'loaded' ? inventory.state.entries : [];
    expect(entries.map((one) => [one.databases.length, one.error?.code])).toEqual([
      [1, undefined],
      [1, 'CHG-NET-002'],
    ]);
    expect(inventory.isBusy('2')).toBe(false);
  });

  it('what was seen stays when it cannot be read again', async () => {
    host.on('databases_list', () => [entry('1', ['a'])]);
    const inventory = new InventoryController();
    await inventory.load();
    host.on('databases_list', () => {
      throw errorOf('CHG-STO-001');
    });
    await inventory.load();
    expect(inventory.state).toMatchObject({ type: 'loaded', again: false, failed: { code: 'CHG-STO-001' } });
  });
});

describe('the page of one', () => {
  const listed = listedOf('1', 'shop');
  const page = {
    listed,
    database: { summary: listed.summary },
    variables: [],
    last_backup: null,
    tls: null,
    runs: [],
    observed_at: 1,
  };

  it('knows account and provider', async () => {
    host.on('database_show', () => page);
    const database = new DatabaseController(listed.key);
    await database.load();
    expect(database.state).toMatchObject({
      type: 'loaded',
      account: { id: '1' },
      provider: { name: 'Clever Cloud' },
    });
  });

  it('says when its account is gone', async () => {
    host.on('database_show', () => page).on('accounts_list', () => []);
    const database = new DatabaseController(listed.key);
    await database.load();
    expect(database.state.type).toBe('no_account');
  });

  it('shows the mark that is being kept, and goes back when it is refused', async () => {
    host.on('database_show', () => page);
    const database = new DatabaseController(listed.key);
    await database.load();
    host.on('database_mark', () => {
      throw errorOf('CHG-STO-003');
    });
    const marking = database.mark('production');
    expect(database.environment).toBe('production');
    await marking;
    expect(database.environment).toBe('unmarked');
    expect(database.markState).toMatchObject({ type: 'error' });
    host.on('database_mark', () => ({ ...listed, environment: 'production' }));
    await database.mark('production');
    expect(database.environment).toBe('production');
  });
});
