/** Wizards that were begun, by database: what was chosen is still there when one comes back to it. Memory only. */
import { databaseKeyText, type DatabaseKey } from '$lib/rpc';
import { Wizard } from './wizard.svelte';

class Drafts {
  readonly #begun = new Map<string, Wizard>();

  /** The wizard of a database, begun if it was not. */
  of(key: DatabaseKey): Wizard {
    const text = databaseKeyText(key);
    const known = this.#begun.get(text);
    if (known) return known;
    const fresh = new Wizard(key);
    this.#begun.set(text, fresh);
    return fresh;
  }

  /** Forgets a draft: its migration has started. */
  forget(key: DatabaseKey): void {
    this.#begun.delete(databaseKeyText(key));
  }
}

/** The drafts of the window. */
export const wizards = new Drafts();
