/** What is found, in which order, under which heading. */
import { describe, expect, it } from 'vitest';
import { accountOf, errorOf, listedOf } from '../../../tests/samples';
import { countOutdated, enginesOf, grouped, isOutdated, matches, NO_FILTER, sorted } from './listing';

const compare = (one: string, other: string) => one.localeCompare(other);
const ended = { standing: 'ended', end_of_life: '2026-11-12', newer: '18' } as const;
const soon = { standing: 'ends_soon', end_of_life: '2027-03-11', newer: null } as const;
const fine = { standing: 'supported', end_of_life: '2030-11-14', newer: null } as const;

describe('what is out of date', () => {
  it('has ended, ends soon, or has something newer', () => {
    expect([ended, soon, fine, { ...fine, newer: '18' }, null].map(isOutdated)).toEqual([
      true,
      true,
      false,
      true,
      false,
    ]);
  });
});

describe('looking for something', () => {
  const listed = listedOf('a', 'Boutique-Été', { owner: 'Coopérative', life: fine });

  it.each(['', '  ', 'boutique', 'ete', 'BOUTIQUE coop', 'xs_sml', 'par 14', 'addon_Bou'])(
    '%j finds it',
    (text) => {
      expect(matches(listed, { ...NO_FILTER, text })).toBe(true);
    },
  );

  it.each(['nothing', 'boutique rbx'])('%j does not', (text) => {
    expect(matches(listed, { ...NO_FILTER, text })).toBe(false);
  });

  it('heeds engine and age', () => {
    expect(matches(listed, { ...NO_FILTER, engine: 'mysql' })).toBe(false);
    expect(matches(listed, { ...NO_FILTER, outdated: true })).toBe(false);
    expect(matches({ ...listed, life: soon }, { ...NO_FILTER, outdated: true, engine: 'postgresql' })).toBe(
      true,
    );
  });
});

describe('order and groups', () => {
  it('urgent ones first within an organisation', () => {
    const names = sorted(
      [
        listedOf('a', 'alpha', { owner: 'B' }),
        listedOf('a', 'zeta', { owner: 'B', life: ended }),
        listedOf('a', 'mid', { owner: 'B', life: soon }),
        listedOf('a', 'other', { owner: 'A' }),
      ],
      compare,
    ).map((listed) => listed.summary.name);
    expect(names).toEqual(['other', 'zeta', 'mid', 'alpha']);
  });

  it('workspaces by name, accounts without one last, failed accounts stay', () => {
    const entries = [
      { account: accountOf('1', { name: 'alone' }), databases: [], error: null, observed_at: 0 },
      {
        account: accountOf('2', { workspace: 'Sud' }),
        databases: [],
        error: errorOf('CHG-AUT-001'),
        observed_at: 0,
      },
      {
        account: accountOf('3', { workspace: 'Nord' }),
        databases: [
          listedOf('3', 'x', { life: ended }),
          listedOf('3', 'y', { owner: 'Autre', engine: 'redis' }),
        ],
        error: null,
        observed_at: 0,
      },
    ];
    const groups = grouped(entries, { ...NO_FILTER, text: 'addon_x' }, compare);
    expect(groups.map((group) => group.entry.account.id)).toEqual(['3', '2', '1']);
    expect(groups[0]).toMatchObject({ total: 2, shown: 1 });
    expect(groups[0]?.organisations.map((one) => one.name)).toEqual(['Org']);
    expect(enginesOf(entries)).toEqual(['postgresql', 'redis']);
    expect(countOutdated(entries)).toBe(1);
  });
});
