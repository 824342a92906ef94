/** Places in the window and how to get to them. */
export { router } from './router.svelte';
export { href, parseRoute, STAGES, type Route, type RouteName, type Stage } from './routes';
