/** Words in the person's language, from the Fluent catalogues. English stands in for what a language lacks. */
import { FluentBundle, FluentResource, type FluentVariable } from '@fluent/bundle';
import { formatsOf, LANGUAGES, type Formats, type Language } from './formats';

const sources = import.meta.glob<string>('./*/*.ftl', { query: '?raw', import: 'default', eager: true });

/** What the words need: names, counts, versions. */
export type Args = Record<string, FluentVariable>;

function bundleOf(language: Language): FluentBundle {
  // Isolation marks would be copied along with identifiers.
  const bundle = new FluentBundle(language, { useIsolating: false });
  for (const [path, text] of Object.entries(sources)) {
    if (path.startsWith(`./${language}/`))
      bundle.addResource(new FluentResource(text), { allowOverrides: false });
  }
  return bundle;
}

const bundles = new Map<Language, FluentBundle>(LANGUAGES.map((language) => [language, bundleOf(language)]));

/** The first language of the system that we have; English where we have none. */
export function systemLanguage(wanted: readonly string[] = navigator.languages): Language {
  for (const tag of wanted) {
    const known = LANGUAGES.find((language) => tag.toLowerCase().split('-')[0] === language);
    if (known) return known;
  }
  return 'en';
}

class Words {
  #language = $state<Language>(systemLanguage());

  /** The language shown. */
  get language(): Language {
    return this.#language;
  }

  /** Chooses a language; `null` (or one that we lack) means the system's. */
  choose(language: string | null): void {
    this.#language = LANGUAGES.find((known) => known === language) ?? systemLanguage();
    document.documentElement.lang = this.#language;
  }
}

/** The language of the window. */
export const words = new Words();

function message(
  language: Language,
  id: string,
): { bundle: FluentBundle; value: string | object } | undefined {
  const bundle = bundles.get(language);
  const value = bundle?.getMessage(id)?.value;
  return bundle && value ? { bundle, value } : undefined;
}

/** Whether there are words for a key: for keys made from data, which may be newer than the catalogues. */
export function has(id: string): boolean {
  return message(words.language, id) !== undefined || message('en', id) !== undefined;
}

/** The words of a key. A key without words shows itself: never an empty screen. */
export function t(id: string, args: Args = {}): string {
  const found = message(words.language, id) ?? message('en', id);
  if (!found) return id;
  return found.bundle.formatPattern(found.value as never, args, []);
}

/** The words of the first key that has any; `otherwise` for data that no catalogue knows, shown raw. */
export function tOr(id: string, otherwise: string, args: Args = {}): string {
  return has(id) ? t(id, args) : otherwise;
}

/** How the language of the window writes values. */
export function fmt(): Formats {
  return formatsOf(words.language);
}
