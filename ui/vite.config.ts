/** Builds the static page of the window and runs its unit tests. Nothing of `dev/` enters the build. */
import { fileURLToPath } from 'node:url';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { svelteTesting } from '@testing-library/svelte/vite';
import { defineConfig } from 'vitest/config';

/** The development host of the rpc, for `npm run dev`: the page and the host then share one origin. */
const host = process.env['CHANGEOVER_BRIDGE'];

export default defineConfig(({ mode }) => ({
  plugins: [svelte(), ...(mode === 'test' ? [svelteTesting()] : [])],
  resolve: { alias: { $lib: fileURLToPath(new URL('./src', import.meta.url)) } },
  base: './',
  build: {
    target: ['es2022', 'safari17.5', 'chrome123'],
    // Inlined files would need data: in the content security policy.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
  server: {
    host: '127.0.0.1',
    port: Number(process.env['CHANGEOVER_UI_PORT'] ?? 1420),
    strictPort: true,
    ...(host ? { proxy: { '/rpc': host, '/events': { target: host, ws: true } } } : {}),
  },
  test: {
    environment: 'happy-dom',
    include: ['src/**/*.test.ts', 'tests/**/*.test.ts'],
    setupFiles: ['./tests/setup.ts'],
    // A busy machine is slow, not broken.
    testTimeout: 30_000,
  },
}));
