/** Starts the page: the host, the choices of the person, then the first paint. */
import { mount, tick } from 'svelte';
import './design/tokens.css';
import './design/base.css';
import { platform, usePlatform } from './platform';
import { settings } from './features/settings';
import App from './views/App.svelte';

async function start(): Promise<void> {
  // The gallery of states exists while developing only; the built page holds nothing of it.
  if (import.meta.env.DEV && new URLSearchParams(location.search).get('platform') === 'memory') {
    const { scenario } = await import('../dev/scenarios');
    usePlatform(scenario(new URLSearchParams(location.search)));
  }
  await settings.load();
  const target = document.getElementById('app');
  if (!target) return;
  mount(App, { target });
  await tick();
  // Two frames: the first one is computed, the second one has been shown. A hidden window has no frames.
  let told = false;
  const tell = () => {
    if (!told) platform().notifyReady();
    told = true;
  };
  requestAnimationFrame(() => requestAnimationFrame(tell));
  setTimeout(tell, 1000);
}

void start();
