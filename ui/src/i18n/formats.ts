/** Numbers, dates, durations, money and sizes as the person's language writes them. No words of ours here. */

/** The languages that are complete. */
export const LANGUAGES = ['en', 'fr'] as const;

/** A language of the application. */
export type Language = (typeof LANGUAGES)[number];

/** Date and money habits: English of Europe, with days before months. */
const REGION: Record<Language, string> = { en: 'en-GB', fr: 'fr-FR' };

const NBSP = '\u00a0';
const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** How one language writes values. Times are milliseconds since 1970. */
export interface Formats {
  number(value: number): string;
  percent(share: number): string;
  /** `12 November 2026`. */
  date(at: number): string;
  /** A day without a time, `2026-11-12`, whatever the time zone of this computer. What is no such day stays as it is. */
  day(iso: string): string;
  /** `12 Nov 2026, 14:03`. */
  dateTime(at: number): string;
  /** `14:03:07`. */
  time(at: number): string;
  /** `3 hours ago`, `in 2 days`. */
  relative(at: number, now: number): string;
  /** `1 h 05 min`, `42 s`, `320 ms`: two units at most. */
  duration(milliseconds: number): string;
  /** Units of the currency, not cents. Cents are shown where there are any. */
  money(money: { amount: number; currency: string }): string;
  /** Decimal units: a thousand bytes are a kilobyte. */
  bytes(bytes: number): string;
  /** An amount of memory, which is counted in powers of two: `4 GiB`. */
  memory(bytes: number): string;
  /** `a, b and c`. */
  list(items: readonly string[]): string;
  /** Compares text as the language sorts it, numbers by value. */
  compare(one: string, other: string): number;
}

const UNITS = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte'] as const;

const MEMORY_UNITS = { en: ['MiB', 'GiB', 'TiB'], fr: ['Mio', 'Gio', 'Tio'] } as const;

function duration(milliseconds: number): string {
  const whole = Math.max(0, Math.round(milliseconds));
  if (whole < SECOND) return `${String(whole)}${NBSP}ms`;
  const seconds = Math.round(whole / SECOND);
  if (seconds < 60) return `${String(seconds)}${NBSP}s`;
  const two = (value: number) => String(value).padStart(2, '0');
  if (seconds < 3600) return `${String(Math.floor(seconds / 60))}${NBSP}min ${two(seconds % 60)}${NBSP}s`;
  const minutes = Math.round(seconds / 60);
  return `${String(Math.floor(minutes / 60))}${NBSP}h ${two(minutes % 60)}${NBSP}min`;
}

function relativeUnit(distance: number): [number, Intl.RelativeTimeFormatUnit] {
  const size = Math.abs(distance);
  if (size < MINUTE) return [Math.round(distance / SECOND), 'second'];
  if (size < HOUR) return [Math.round(distance / MINUTE), 'minute'];
  if (size < DAY) return [Math.round(distance / HOUR), 'hour'];
  if (size < 60 * DAY) return [Math.round(distance / DAY), 'day'];
  if (size < 730 * DAY) return [Math.round(distance / (30.44 * DAY)), 'month'];
  return [Math.round(distance / (365.25 * DAY)), 'year'];
}

function make(language: Language): Formats {
  const region = REGION[language];
  const memory = MEMORY_UNITS[language];
  const number = new Intl.NumberFormat(region);
  const percent = new Intl.NumberFormat(region, { style: 'percent', maximumFractionDigits: 0 });
  const date = new Intl.DateTimeFormat(region, { dateStyle: 'long' });
  const day = new Intl.DateTimeFormat(region, { dateStyle: 'long', timeZone: 'UTC' });
  const dateTime = new Intl.DateTimeFormat(region, { dateStyle: 'medium', timeStyle: 'short' });
  const time = new Intl.DateTimeFormat(region, { timeStyle: 'medium' });
  const relative = new Intl.RelativeTimeFormat(region, { numeric: 'auto' });
  const list = new Intl.ListFormat(region, { type: 'conjunction' });
  const collator = new Intl.Collator(region, { numeric: true, sensitivity: 'base' });
  return {
    number: (value) => number.format(value),
    percent: (share) => percent.format(share),
    date: (at) => date.format(at),
    day(iso) {
      const at = Date.parse(`${iso}T00:00:00Z`);
      return Number.isNaN(at) ? iso : day.format(at);
    },
    dateTime: (at) => dateTime.format(at),
    time: (at) => time.format(at),
    relative: (at, now) => relative.format(...relativeUnit(at - now)),
    duration,
    money({ amount, currency }) {
      const whole = Number.isInteger(amount);
      try {
        const style = { style: 'currency', currency, minimumFractionDigits: whole ? 0 : 2 } as const;
        return new Intl.NumberFormat(region, style).format(amount);
      } catch {
        // A currency that is no ISO code is shown as the provider wrote it.
        return `${number.format(amount)}${NBSP}${currency}`;
      }
    },
    bytes(bytes) {
      let [value, step] = [bytes, 0];
      while (value >= 1000 && step < UNITS.length - 1) {
        value /= 1000;
        step += 1;
      }
      const unit = UNITS[step] ?? 'byte';
      const digits = value < 10 && step > 0 ? 1 : 0;
      return new Intl.NumberFormat(region, { style: 'unit', unit, maximumFractionDigits: digits }).format(
        value,
      );
    },
    memory(bytes) {
      let [value, step] = [bytes / 1024 ** 2, 0];
      while (value >= 1024 && step < memory.length - 1) {
        value /= 1024;
        step += 1;
      }
      const number = new Intl.NumberFormat(region, { maximumFractionDigits: 1 }).format(value);
      return `${number}${NBSP}${memory[step] ?? ''}`;
    },
    list: (items) => list.format(items),
    compare: (one, other) => collator.compare(one, other),
  };
}

const made = new Map<Language, Formats>();

/** The formats of a language. */
export function formatsOf(language: Language): Formats {
  const known = made.get(language);
  if (known) return known;
  const fresh = make(language);
  made.set(language, fresh);
  return fresh;
}
