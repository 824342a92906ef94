/** A host with scripted answers, for unit tests and the gallery of states. It never enters the built page. */
import type { CopyEvent, RunEvent } from '../rpc/generated/types';
import { assertOpenable } from './address';
import type { Platform } from './platform';

/** Answers a command; throws an `RpcError` as a plain object to fail. */
export type Answer = (payload: never) => unknown;

/** A platform of scripted answers that records what was asked of it. */
export class MemoryPlatform implements Platform {
  readonly capabilities = { host: 'memory', worksInBackground: false } as const;
  /** Every call, in order. */
  readonly calls: { command: string; payload: unknown }[] = [];
  /** Addresses opened. */
  readonly opened: string[] = [];
  /** What is on the clipboard. */
  clipboard = '';
  /** Whether the page said that it is painted. */
  ready = false;
  readonly #answers = new Map<string, Answer>();
  readonly #followers = new Map<string, Set<(event: RunEvent) => void>>();
  readonly #copyFollowers = new Map<string, Set<(event: CopyEvent) => void>>();

  constructor(answers: Record<string, Answer> = {}) {
    for (const [command, answer] of Object.entries(answers)) this.on(command, answer);
  }

  /** Sets or replaces the answer to a command. */
  on(command: string, answer: Answer): this {
    this.#answers.set(command, answer);
    return this;
  }

  /** Sends an event to whoever follows the run. */
  emit(id: string, event: RunEvent): void {
    for (const follower of this.#followers.get(id) ?? []) follower(event);
  }

  /** Sends an event to whoever follows the copy. */
  emitCopy(id: string, event: CopyEvent): void {
    for (const follower of this.#copyFollowers.get(id) ?? []) follower(structuredClone(event));
  }

  /** How many follow the run. */
  followers(id: string): number {
    return this.#followers.get(id)?.size ?? 0;
  }

  async call(command: string, payload: unknown): Promise<unknown> {
    this.calls.push({ command, payload });
    const answer = this.#answers.get(command);
    if (!answer) throw new Error(`no answer for ${command}`);
    // A copy, as over a real wire: what the page changes does not change the script.
    return structuredClone(await answer(payload as never));
  }

  subscribeRun(id: string, onEvent: (event: RunEvent) => void): () => void {
    const followers = this.#followers.get(id) ?? new Set();
    this.#followers.set(id, followers.add(onEvent));
    return () => void followers.delete(onEvent);
  }

  subscribeCopy(id: string, onEvent: (event: CopyEvent) => void): () => void {
    const followers = this.#copyFollowers.get(id) ?? new Set();
    this.#copyFollowers.set(id, followers.add(onEvent));
    return () => void followers.delete(onEvent);
  }

  async openUrl(url: string): Promise<void> {
    assertOpenable(url);
    this.opened.push(url);
  }

  copyText(text: string): Promise<void> {
    this.clipboard = text;
    return Promise.resolve();
  }

  notifyReady(): void {
    this.ready = true;
  }
}
