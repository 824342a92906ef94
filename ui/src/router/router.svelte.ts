/** Where the window is: follows the hash of the page. */
import { href, parseRoute, type Route } from './routes';

class Router {
  #route = $state.raw<Route>({ name: 'databases' });
  /** Counts moves from place to place, so that focus follows each of them. */
  #moves = $state(0);

  /** The place shown. */
  get route(): Route {
    return this.#route;
  }

  /** How often the place changed since the start. */
  get moves(): number {
    return this.#moves;
  }

  /** Begins to follow the hash. @returns what ends it. */
  start(): () => void {
    this.#route = parseRoute(location.hash);
    const follow = () => {
      const next = parseRoute(location.hash);
      // The skip link and alike only move focus within the page.
      if (href(next) === href(this.#route) && next.name === this.#route.name) return;
      this.#route = next;
      this.#moves += 1;
    };
    addEventListener('hashchange', follow);
    return () => removeEventListener('hashchange', follow);
  }

  /** Goes to a place. `replace` leaves no step back to the present one. */
  go(route: Route, { replace = false } = {}): void {
    if (replace) location.replace(href(route));
    else location.hash = href(route);
  }
}

/** The router of the window. */
export const router = new Router();
