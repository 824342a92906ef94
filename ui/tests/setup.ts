/** Before each file of tests: English words, a clean page. */
import { configure } from '@testing-library/svelte';
import { beforeEach } from 'vitest';
import { words } from '../src/i18n';

// A busy machine is slow, not broken.
configure({ asyncUtilTimeout: 10_000 });

beforeEach(() => {
  words.choose('en');
  document.body.replaceChildren();
});
