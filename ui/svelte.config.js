/** Svelte: runes everywhere, accessibility warnings are errors in `npm run check`. */
import { vitePreprocess } from '@sveltejs/vite-plugin-svelte';

export default {
  preprocess: vitePreprocess(),
  compilerOptions: { runes: true },
};
