/**
 * The development and test host, on the page's own origin over loopback. `POST /rpc {command, payload}` answers 200 with
 * the response, or 422 with the `RpcError`; `GET /events/run/<id>` is a stream of server-sent events, each a `RunEvent` as JSON.
 * `POST /ready` tells that the page is painted.
 */
import type { RunEvent } from '../rpc/generated/types';
import { assertOpenable } from './address';
import { writeClipboard } from './clipboard';
import type { Platform } from './platform';

const HEADERS = { 'content-type': 'application/json' };

/** The platform of the bridge. */
export function bridgePlatform(): Platform {
  return {
    capabilities: { host: 'bridge', worksInBackground: true },
    async call(command, payload) {
      const answer = await fetch('/rpc', {
        method: 'POST',
        headers: HEADERS,
        body: JSON.stringify({ command, payload }),
      });
      if (answer.status === 422) throw await answer.json();
      if (!answer.ok) throw new Error(`the bridge answered ${String(answer.status)}`);
      return await answer.json();
    },
    subscribeRun(id, onEvent) {
      const source = new EventSource(`/events/run/${encodeURIComponent(id)}`);
      source.onmessage = (message: MessageEvent<string>) => {
        const event = JSON.parse(message.data) as RunEvent;
        // A stream that ends is opened again by the browser: an ended run is not to be followed for ever.
        if (event.type === 'over') source.close();
        onEvent(event);
      };
      return () => source.close();
    },
    // A refusal is a rejection, as in the window.
    async openUrl(url) {
      assertOpenable(url);
      window.open(url, '_blank', 'noopener,noreferrer');
    },
    copyText: writeClipboard,
    notifyReady() {
      void fetch('/ready', { method: 'POST', headers: HEADERS, body: '{}' }).catch(() => undefined);
    },
  };
}
