/** The platform of this page: chosen once at the start, replaced by tests. */
import { bridgePlatform } from './bridge';
import type { Platform } from './platform';
import { inWindow, tauriPlatform } from './tauri';

export type { Capabilities, Platform } from './platform';
export { isOpenable } from './address';

let current: Platform | undefined;

/** The host of this page. */
export function platform(): Platform {
  current ??= inWindow() ? tauriPlatform() : bridgePlatform();
  return current;
}

/** Hands in another host: tests and the gallery. */
export function usePlatform(next: Platform): void {
  current = next;
}
