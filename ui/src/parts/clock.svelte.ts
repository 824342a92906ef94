/** The time as screens show it: moves on by itself, and stands still while nobody looks. Work never depends on it. */
import { createSubscriber } from 'svelte/reactivity';

class Clock {
  readonly #follow: () => void;

  constructor(tick: number) {
    this.#follow = createSubscriber((update) => {
      const timer = setInterval(update, tick);
      return () => clearInterval(timer);
    });
  }

  /** Milliseconds since 1970. What reads it while it draws is drawn again with each tick. */
  get now(): number {
    this.#follow();
    return Date.now();
  }
}

/** The slow clock of the window: how long ago something was. */
export const clock = new Clock(15_000);

/** The clock for what is under way: every second. */
export const ticker = new Clock(1000);
