/** The choices of the person, and what this copy of the application is. */
export { default as AboutPanel } from './AboutPanel.svelte';
export { default as CertificatesPanel } from './CertificatesPanel.svelte';
export { default as ChoicesPanel } from './ChoicesPanel.svelte';
export { settings } from './settings.svelte';
