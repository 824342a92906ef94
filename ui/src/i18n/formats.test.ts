/** Values as each language writes them. */
import { describe, expect, it } from 'vitest';
import { formatsOf } from './formats';

const [en, fr] = [formatsOf('en'), formatsOf('fr')];
/** No-break spaces of any width, as one sign. */
const even = (text: string) => text.replace(/[\u00a0\u202f]/g, '_');

describe('durations', () => {
  it.each([
    [0, '0_ms'],
    [320, '320_ms'],
    [999.6, '1_s'],
    [42_000, '42_s'],
    [59_600, '1_min 00_s'],
    [754_000, '12_min 34_s'],
    [3_599_600, '1_h 00_min'],
    [3_900_000, '1_h 05_min'],
    [90_000_000, '25_h 00_min'],
    [-5, '0_ms'],
  ])('%d ms', (milliseconds, text) => {
    expect(even(en.duration(milliseconds))).toBe(text);
  });
});

describe('dates', () => {
  it('a day is the same day everywhere', () => {
    expect(en.day('2026-11-12')).toBe('12 November 2026');
    expect(fr.day('2026-11-12')).toBe('12 novembre 2026');
    expect(en.day('soon')).toBe('soon');
  });

  it('what was and what will be', () => {
    const hour = 3_600_000;
    expect(en.relative(0, 3 * hour)).toBe('3 hours ago');
    expect(fr.relative(48 * hour, 0)).toBe('après-demain');
    expect(en.relative(-1000 * 24 * hour, 0)).toBe('3 years ago');
  });
});

describe('amounts', () => {
  it('money has cents where there are any', () => {
    expect(even(fr.money({ amount: 1234.5, currency: 'EUR' }))).toBe('1_234,50_€');
    expect(en.money({ amount: 35, currency: 'EUR' })).toBe('€35');
    expect(even(en.money({ amount: 3, currency: 'credits' }))).toBe('3_credits');
  });

  it('sizes', () => {
    expect(en.bytes(0)).toBe('0 byte');
    expect(even(fr.bytes(1_550_000))).toBe('1,6_Mo');
    expect(en.bytes(20_000_000_000)).toBe('20 GB');
    expect(en.bytes(999_999)).toMatch(/kB$/);
    expect(even(en.memory(4 * 1024 ** 3))).toBe('4_GiB');
    expect(even(fr.memory(1536 * 1024 ** 2))).toBe('1,5_Gio');
    expect(even(en.memory(256 * 1024 ** 2))).toBe('256_MiB');
  });

  it('names with numbers sort by the numbers', () => {
    expect(['db10', 'Db2', 'db1'].sort(en.compare)).toEqual(['db1', 'Db2', 'db10']);
  });
});
