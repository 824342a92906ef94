/** The time as screens show it: moves on by itself, slowly. Work never depends on it. */

const TICK = 15_000;

class Clock {
  #now = $state(Date.now());

  constructor() {
    setInterval(() => (this.#now = Date.now()), TICK);
  }

  /** Milliseconds since 1970, at most a tick old. */
  get now(): number {
    return this.#now;
  }
}

/** The clock of the window. */
export const clock = new Clock();
