/** The time to the second, for what is under way. One timer for the whole window, and none while nobody looks. */
import { createSubscriber } from 'svelte/reactivity';

const TICK = 1000;

class Ticker {
  readonly #follow = createSubscriber((update) => {
    const timer = setInterval(update, TICK);
    return () => clearInterval(timer);
  });

  /** Milliseconds since 1970. What reads it while it draws is drawn again each second. */
  get now(): number {
    this.#follow();
    return Date.now();
  }
}

/** The ticker of the window. */
export const ticker = new Ticker();
