/** Which addresses may be opened in the browser. */

const LOOPBACK = new Set(['127.0.0.1', 'localhost', '[::1]']);

/** https anywhere; plain http on this machine alone, where the practice cloud's pages are. */
export function isOpenable(url: string): boolean {
  let address: URL;
  try {
    address = new URL(url);
  } catch {
    return false;
  }
  if (address.username !== '' || address.password !== '') return false;
  return address.protocol === 'https:' || (address.protocol === 'http:' && LOOPBACK.has(address.hostname));
}

/** Throws for an address that may not be opened. */
export function assertOpenable(url: string): void {
  if (!isOpenable(url)) throw new Error('address refused');
}
