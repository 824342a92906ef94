/** Every place has one address, and leads back to itself. */
import { describe, expect, it } from 'vitest';
import { href, parseRoute, STAGES, type Route } from './routes';

const key = { account: '0197a0c0-0000-7000-8000-000000000001', database: { owner: 'orga_1', id: 'addon_2' } };
const places: Route[] = [
  { name: 'databases' },
  { name: 'database', key },
  ...STAGES.map((stage) => ({ name: 'migrate' as const, key, stage })),
  { name: 'runs' },
  { name: 'run', id: 'r1' },
  { name: 'copy' },
  { name: 'test_copies' },
  { name: 'copy', into: { account: 'a-1', database: { owner: 'o/1', id: 'b 2' } } },
  { name: 'accounts' },
  { name: 'account_add' },
  { name: 'account_sign_in', account: 'a1' },
  { name: 'settings' },
  { name: 'help' },
];

describe('addresses', () => {
  it.each(places)('$name leads back to itself', (place) => {
    expect(parseRoute(href(place))).toEqual(place);
  });

  it('names are safe whatever stands in them', () => {
    const odd = { account: 'a/b', database: { owner: 'ü ?#', id: '../x%' } };
    expect(parseRoute(href({ name: 'database', key: odd }))).toEqual({ name: 'database', key: odd });
  });

  it('nothing is the list of databases', () => {
    expect(['', '#', '#/'].map(parseRoute)).toEqual(Array(3).fill({ name: 'databases' }));
  });

  it.each([
    '#/nowhere',
    '#/databases/a',
    '#/databases/a/b/c/migrate',
    '#/databases/a/b/c/migrate/later',
    '#/runs/1/2',
    '#/%E0%A4%A',
  ])('%s is no place', (hash) => {
    expect(parseRoute(hash)).toEqual({ name: 'not_found' });
  });
});
