/** Data of a test copy as words. */
import { fmt, t } from '$lib/i18n';
import type { TestCopyState, TestCopyView } from '$lib/rpc';

/** The colours of the states. */
export const TONES: Record<TestCopyState, 'neutral' | 'info' | 'success' | 'warning' | 'danger'> = {
  ordering: 'info',
  waiting: 'info',
  filling: 'info',
  rehearsing: 'info',
  ready: 'success',
  failed: 'danger',
  deleting: 'warning',
  gone: 'neutral',
};

/** What has been paid so far, or that it is not known. */
export function priceText(copy: TestCopyView): string {
  if (copy.price_so_far === null) return t('test-copy-price-unknown');
  const price = fmt().money(copy.price_so_far);
  if (copy.hourly === null) return price;
  return t('test-copy-price-so-far', { price, hourly: fmt().money(copy.hourly) });
}

/** How a client is called for it. The password is not in it. */
export function psqlLine(copy: TestCopyView): string {
  const { place } = copy;
  if (!place) return '';
  const value = (text: string) =>
    /^[\w.:-]+$/u.test(text) ? text : `'${text.replaceAll(/[\\']/gu, String.raw`\$&`)}'`;
  // What other clients can ask for at most, where we remember the certificate itself.
  const tls = typeof place.tls === 'string' ? place.tls.replace('_', '-') : 'require';
  const said = `host=${value(place.host)} port=${String(place.port)} dbname=${value(place.database)} user=${value(place.user)} sslmode=${tls}`;
  return `psql "${said}"`;
}

/** Rows of an answer as text, one row a line. */
export function rowsText(rows: readonly (readonly (string | null)[])[]): string {
  if (rows.length === 0) return t('test-copy-checks-no-rows');
  return rows.map((row) => row.map((value) => value ?? '\\N').join(' | ')).join('\n');
}
