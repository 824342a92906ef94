/** Only addresses that a browser is meant for are opened. */
import { describe, expect, it } from 'vitest';
import { isOpenable } from './address';

describe('addresses to open', () => {
  it.each([
    'https://console.example.com/a?b=c',
    'http://127.0.0.1:4123/x',
    'http://localhost:80/',
    'http://[::1]:9/',
  ])('%s may be opened', (url) => {
    expect(isOpenable(url)).toBe(true);
  });

  it.each([
    'http://example.com/',
    'http://127.0.0.1.example.com/',
    'file:///etc/passwd',
    'javascript:alert(1)',
    'ms-msdt:/id',
    'smb://host/share',
    '\\\\host\\share',
    'https://user:secret@example.com/',
    'mailto:a@example.com',
    '',
    'no address',
  ])('%s may not', (url) => {
    expect(isOpenable(url)).toBe(false);
  });
});
