/** Small pieces that several features show: design with words and data. They know no feature. */
export { clock, ticker } from './clock.svelte';
export { applied } from './copying';
export { default as Copy } from './Copy.svelte';
export { default as EnvironmentBadge } from './EnvironmentBadge.svelte';
export { default as ErrorPanel } from './ErrorPanel.svelte';
export { default as ExternalLink } from './ExternalLink.svelte';
export { default as LifeBadge } from './LifeBadge.svelte';
export { default as Moment } from './Moment.svelte';
export { default as ProviderMark } from './ProviderMark.svelte';
export { default as RunStateBadge } from './RunStateBadge.svelte';
export { default as TlsBadge } from './TlsBadge.svelte';
