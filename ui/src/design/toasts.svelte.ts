/** Short news that needs no answer. What went wrong stays until it is put away. */

import { untrack } from 'svelte';

/** A piece of news. */
export interface Toast {
  id: number;
  tone: 'info' | 'success' | 'warning' | 'danger';
  text: string;
}

const STAYS = 6000;

class Toasts {
  #items = $state.raw<Toast[]>([]);
  #next = 1;

  /** What is shown, oldest first. */
  get items(): readonly Toast[] {
    return this.#items;
  }

  /** Shows a piece of news. */
  show(tone: Toast['tone'], text: string): void {
    const id = this.#next++;
    // May be called while something is being drawn: reading the list there would draw it again and again.
    untrack(() => (this.#items = [...this.#items, { id, tone, text }]));
    if (tone === 'info' || tone === 'success') setTimeout(() => this.dismiss(id), STAYS);
  }

  /** Puts a piece of news away. */
  dismiss(id: number): void {
    this.#items = this.#items.filter((item) => item.id !== id);
  }
}

/** The news of the window. */
export const toasts = new Toasts();
