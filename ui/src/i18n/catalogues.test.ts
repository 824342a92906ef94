/** Both languages are complete, and every word that a screen asks for exists. */
import { FluentBundle, FluentResource } from '@fluent/bundle';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { LANGUAGES } from './formats';
import { has, systemLanguage, t, tOr, words } from './runtime.svelte';

const SOURCE = join(import.meta.dirname, '..');

function files(folder: string, ends: string[]): string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    if (statSync(path).isDirectory()) return name === 'generated' ? [] : files(path, ends);
    return ends.some((end) => name.endsWith(end)) && !name.includes('.test.') ? [path] : [];
  });
}

/** Messages of a language, from the files themselves: a message that stands twice is an error. */
function messages(language: string): Set<string> {
  const folder = join(SOURCE, 'i18n', language);
  const bundle = new FluentBundle(language);
  const ids = new Set<string>();
  for (const name of readdirSync(folder)) {
    const text = readFileSync(join(folder, name), 'utf8');
    const resource = new FluentResource(text);
    expect(bundle.addResource(resource), name).toEqual([]);
    for (const entry of resource.body) ids.add(entry.id);
    // What the parser skips silently would be a message that never shows.
    const written = text.split('\n').filter((line) => /^-?[a-zA-Z][\w-]* *=/.test(line)).length;
    expect(resource.body.length, name).toBe(written);
  }
  return ids;
}

/** Every id that a literal call asks for, and every beginning of one that is built. */
function asked(): { ids: Map<string, string>; beginnings: Map<string, string> } {
  const [ids, beginnings] = [new Map<string, string>(), new Map<string, string>()];
  for (const path of files(SOURCE, ['.svelte', '.ts'])) {
    const text = readFileSync(path, 'utf8');
    for (const [, id] of text.matchAll(/\bt(?:Or)?\(\s*'([^']+)'/g)) ids.set(id ?? '', path);
    for (const [, beginning] of text.matchAll(/\bt(?:Or)?\(\s*`([a-z-]+-)\$\{/g))
      beginnings.set(beginning ?? '', path);
  }
  return { ids, beginnings };
}

describe('catalogues', () => {
  const [english, french] = LANGUAGES.map(messages);

  it('hold the same messages in every language', () => {
    expect([...(french ?? [])].sort()).toEqual([...(english ?? [])].sort());
    expect(english?.size).toBeGreaterThan(200);
  });

  it('have every word that is asked for', () => {
    const { ids, beginnings } = asked();
    expect(ids.size).toBeGreaterThan(100);
    const missing = [...ids].filter(([id]) => !english?.has(id));
    const built = [...beginnings].filter(
      ([start]) => ![...(english ?? [])].some((id) => id.startsWith(start)),
    );
    expect([...missing, ...built]).toEqual([]);
  });
});

describe('words', () => {
  it('follow the language, and mark the page with it', () => {
    words.choose('fr');
    expect(t('action-cancel')).toBe('Annuler');
    expect(document.documentElement.lang).toBe('fr');
    words.choose('en');
    expect(t('action-cancel')).toBe('Cancel');
  });

  it('take their parameters without hidden signs', () => {
    expect(t('copy-what', { what: 'addon_1' })).toBe('Copy: addon_1');
  });

  it('that are not there show their key, or what was given instead', () => {
    expect(has('no-such-word')).toBe(false);
    expect(t('no-such-word')).toBe('no-such-word');
    expect(tOr('no-such-word', 'raw')).toBe('raw');
  });

  it('of the system: the first that we have', () => {
    expect(systemLanguage(['de-AT', 'fr-CA', 'en'])).toBe('fr');
    expect(systemLanguage(['pt'])).toBe('en');
  });
});
