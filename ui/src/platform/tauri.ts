/**
 * The window's host. Its commands: `rpc { command, payload }`, `subscribe_run { id, channel }` and
 * `subscribe_copy { id, channel }` (give the number of the subscription), `unsubscribe_run { subscription }`, `open_url { url }`, `ui_ready {}`.
 */
import { Channel, invoke } from '@tauri-apps/api/core';
import type { CopyEvent, RunEvent } from '../rpc/generated/types';
import { assertOpenable } from './address';
import { writeClipboard } from './clipboard';
import type { Platform } from './platform';

/** Whether the page runs in the window of the application. */
export function inWindow(): boolean {
  return '__TAURI_INTERNALS__' in globalThis;
}

function subscribe<Event>(command: string, id: string, onEvent: (event: Event) => void): () => void {
  let open = true;
  const channel = new Channel<Event>();
  channel.onmessage = (event) => {
    if (open) onEvent(event);
  };
  const subscription = invoke<number>(command, { id, channel });
  // A failure to subscribe shows as something without events; its page reads it by itself as well.
  subscription.catch(() => undefined);
  return () => {
    if (!open) return;
    open = false;
    void subscription
      .then((number) => invoke('unsubscribe_run', { subscription: number }))
      .catch(() => undefined);
  };
}

/** The platform of the window. */
export function tauriPlatform(): Platform {
  return {
    capabilities: { host: 'window', worksInBackground: true },
    call: (command, payload) => invoke('rpc', { command, payload }),
    subscribeRun: (id, onEvent: (event: RunEvent) => void) => subscribe('subscribe_run', id, onEvent),
    subscribeCopy: (id, onEvent: (event: CopyEvent) => void) => subscribe('subscribe_copy', id, onEvent),
    async openUrl(url) {
      assertOpenable(url);
      await invoke('open_url', { url });
    },
    copyText: writeClipboard,
    notifyReady() {
      void invoke('ui_ready').catch(() => undefined);
    },
  };
}
