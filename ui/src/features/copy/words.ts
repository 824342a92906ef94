/** Data of a copy as words. */
import { fmt, t, tOr } from '$lib/i18n';
import type { CopyLine, Pulse, ValueSource } from '$lib/rpc';

const NBSP = '\u00a0';

/** A span that is an estimate, without what it is not known to: `50 s`, `3 min`, `1 h 15 min`. */
export function about(milliseconds: number): string {
  const seconds = Math.floor(Math.max(0, milliseconds) / 1000);
  const two = (high: number, name: string, low: number, small: string) =>
    low === 0
      ? `${String(high)}${NBSP}${name}`
      : `${String(high)}${NBSP}${name}${NBSP}${String(low).padStart(2, '0')}${NBSP}${small}`;
  if (seconds < 60) return `${String(seconds)}${NBSP}s`;
  if (seconds < 3600) return two(Math.floor(seconds / 60), 'min', seconds % 60, 's');
  return two(Math.floor(seconds / 3600), 'h', Math.floor((seconds % 3600) / 60), 'min');
}

/** How long still; that nothing comes; or that it is too early to say. */
export function leftText(pulse: Pulse): string {
  if (pulse.silent !== null) return t('copy-silent', { span: about(pulse.silent) });
  if (pulse.left === null) return t('copy-left-unknown');
  const { low, high } = pulse.left;
  if (low === 0) return t('copy-left-less', { high: about(high) });
  if (low === high) return t('copy-left-one', { high: about(high) });
  return t('copy-left-range', { low: about(low), high: about(high) });
}

/** Where a value of an address comes from. */
export function sourceText(source: ValueSource): string {
  switch (source.type) {
    case 'address':
      return t('address-source-address');
    case 'beside':
      return t('address-source-beside');
    case 'service':
      return t('address-source-service', { file: source.file });
    case 'variable':
      return t('address-source-variable', { name: source.name });
    case 'password_file':
      return t('address-source-password-file', { file: source.file });
    case 'usual_place':
      return t('address-source-usual-place');
    case 'default':
      return t('address-source-default');
  }
}

/** A number of bytes per second. */
export function rateText(bytesPerSecond: number): string {
  return t('copy-rate', { bytes: fmt().bytes(bytesPerSecond) });
}

/** A line of the log in words; what is not known is shown by its code. */
export function logLine(line: CopyLine): string {
  const figures = ['rows', 'bytes', 'tables', 'objects', 'chunks'];
  const said = Object.entries(line.params).map(([name, value]) => {
    if (name === 'bytes') return [name, fmt().bytes(Number(value))];
    return [name, figures.includes(name) ? fmt().number(Number(value)) : value];
  });
  return tOr(`copy-log-${line.code}`, line.code, Object.fromEntries(said) as Record<string, string>);
}
