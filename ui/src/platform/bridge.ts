/**
 * The development and test host, on the page's own origin over loopback. `POST /rpc {command, payload}` answers 200 with
 * the response, or 422 with the `RpcError`; `GET /events/run/<id>` is a stream of server-sent events, each a `RunEvent` as JSON;
 * `GET /events/copy/<id>` the same with `CopyEvent`.
 * `POST /ready` tells that the page is painted.
 */
import type { CopyEvent, RunEvent } from '../rpc/generated/types';
import { assertOpenable } from './address';
import { writeClipboard } from './clipboard';
import type { Platform } from './platform';

const HEADERS = { 'content-type': 'application/json' };

function follow<Event extends { type: string }>(
  what: string,
  id: string,
  onEvent: (event: Event) => void,
): () => void {
  const source = new EventSource(`/events/${what}/${encodeURIComponent(id)}`);
  source.onmessage = (message: MessageEvent<string>) => {
    const event = JSON.parse(message.data) as Event;
    // A stream that ends is opened again by the browser: what has ended is not to be followed for ever.
    if (event.type === 'over') source.close();
    onEvent(event);
  };
  return () => source.close();
}

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
    subscribeRun: (id, onEvent: (event: RunEvent) => void) => follow('run', id, onEvent),
    subscribeCopy: (id, onEvent: (event: CopyEvent) => void) => follow('copy', id, onEvent),
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
