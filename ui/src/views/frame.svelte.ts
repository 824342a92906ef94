/** What the window is about right now: shown around every page, so that production always looks like production. */
import type { DatabaseKey, Environment } from '$lib/rpc';

/** The database that the page is about. */
export interface Subject {
  key: DatabaseKey;
  database: string;
  account: string;
  /** Empty for none. */
  workspace: string;
  environment: Environment;
}

class Frame {
  #subject = $state.raw<Subject>();

  /** The subject of the page, if it has one. */
  get subject(): Subject | undefined {
    return this.#subject;
  }

  /** Says what the page is about. */
  about(subject: Subject): void {
    this.#subject = subject;
  }

  /** The page is about nothing in particular: done by the shell on every move. */
  clear(): void {
    this.#subject = undefined;
  }
}

/** The frame of the window. Pages call `frame.about(...)` once they know. */
export const frame = new Frame();
