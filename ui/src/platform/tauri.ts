/**
 * The window's host. Its commands: `rpc { command, payload }`, `subscribe_run { id, channel }` (gives the number of
 * the subscription), `unsubscribe_run { subscription }`, `open_url { url }`, `ui_ready {}`.
 */
import { Channel, invoke } from '@tauri-apps/api/core';
import type { RunEvent } from '../rpc/generated/types';
import { assertOpenable } from './address';
import { writeClipboard } from './clipboard';
import type { Platform } from './platform';

/** Whether the page runs in the window of the application. */
export function inWindow(): boolean {
  return '__TAURI_INTERNALS__' in globalThis;
}

/** The platform of the window. */
export function tauriPlatform(): Platform {
  return {
    capabilities: { host: 'window', worksInBackground: true },
    call: (command, payload) => invoke('rpc', { command, payload }),
    subscribeRun(id, onEvent) {
      let open = true;
      const channel = new Channel<RunEvent>();
      channel.onmessage = (event) => {
        if (open) onEvent(event);
      };
      const subscription = invoke<number>('subscribe_run', { id, channel });
      // A failure to subscribe shows as a run without events; the run page reads the run by itself as well.
      subscription.catch(() => undefined);
      return () => {
        if (!open) return;
        open = false;
        void subscription
          .then((number) => invoke('unsubscribe_run', { subscription: number }))
          .catch(() => undefined);
      };
    },
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
