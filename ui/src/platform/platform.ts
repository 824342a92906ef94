/** What the page needs from outside itself, as one interface. Hosts implement it; nothing else leaves the page. */
import type { CopyEvent, RunEvent } from '../rpc/generated/types';

/** What a host can do, read by the screens instead of asking which host it is. */
export interface Capabilities {
  /** Which host this is: the window, the development bridge, or scripted answers in tests. */
  readonly host: 'window' | 'bridge' | 'memory';
  /** Whether a migration goes on when the window is closed. */
  readonly worksInBackground: boolean;
}

/** Everything outside the page. */
export interface Platform {
  /**
   * Calls a command of the rpc.
   * @returns what the command gives, as plain JSON.
   * @throws the `RpcError` of the command as a plain object; anything else means that the host itself failed.
   */
  call(command: string, payload: unknown): Promise<unknown>;
  /**
   * Follows a run: a snapshot first, then what changes. A broken line is opened again by the host, and begins with a
   * snapshot again.
   * @returns what ends the subscription; calling it twice is harmless, and no event comes after it.
   */
  subscribeRun(id: string, onEvent: (event: RunEvent) => void): () => void;
  /** Follows a copy in the same way. */
  subscribeCopy(id: string, onEvent: (event: CopyEvent) => void): () => void;
  /** Opens an address in the person's browser. Refuses what `isOpenable` refuses. */
  openUrl(url: string): Promise<void>;
  /** Puts text on the clipboard. */
  copyText(text: string): Promise<void>;
  /** Tells the host that the first screen is painted: it may stop watching for a blank window. */
  notifyReady(): void;
  readonly capabilities: Capabilities;
}
