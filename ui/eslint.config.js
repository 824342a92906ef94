/** The rules of the house for the web view: who may import whom, and what never appears. */
import js from '@eslint/js';
import svelte from 'eslint-plugin-svelte';
import globals from 'globals';
import ts from 'typescript-eslint';
import svelteConfig from './svelte.config.js';

/** Rooms below the features, lowest first, and what each must not reach up to. */
const above = {
  platform: ['i18n', 'router', 'design', 'parts', 'features', 'views'],
  rpc: ['i18n', 'router', 'design', 'parts', 'features', 'views'],
  i18n: ['router', 'design', 'parts', 'features', 'views'],
  router: ['i18n', 'design', 'parts', 'features', 'views'],
  design: ['platform', 'rpc', 'i18n', 'router', 'parts', 'features', 'views'],
  parts: ['features', 'views'],
  features: ['views'],
};

/** `@tauri-apps` belongs to the platform alone. */
const tauri = {
  group: ['@tauri-apps/*'],
  message: 'Only src/platform may import @tauri-apps: add an operation to the interface Platform instead.',
};

const rooms = Object.entries(above).map(([room, forbidden]) => ({
  files: [`src/${room}/**/*.{ts,svelte}`],
  rules: {
    'no-restricted-imports': [
      'error',
      {
        patterns: [
          ...(room === 'platform' ? [] : [tauri]),
          {
            group: forbidden.flatMap((name) => [`$lib/${name}`, `$lib/${name}/**`, `**/../${name}/**`]),
            message: `src/${room} is below ${forbidden.join(', ')}: hand the thing in from above (props, callbacks).`,
          },
        ],
      },
    ],
  },
}));

/** A feature knows no other feature: what two of them share goes down to `parts`, what joins them up to `views`. */
const features = ['accounts', 'inventory', 'migration', 'history', 'settings', 'vault', 'practice'];
const apart = features.map((feature) => ({
  files: [`src/features/${feature}/**/*.{ts,svelte}`],
  rules: {
    'no-restricted-imports': [
      'error',
      {
        patterns: [
          tauri,
          {
            group: ['$lib/views', '$lib/views/**'],
            message: 'Features are below views: take a callback or a snippet instead.',
          },
          {
            group: features
              .filter((other) => other !== feature)
              .flatMap((other) => [`$lib/features/${other}/**`, `**/../${other}/**`]),
            message: 'A feature imports no other feature: share through src/parts, join in src/views.',
          },
        ],
      },
    ],
  },
}));

export default ts.config(
  { ignores: ['dist', 'node_modules', 'src/rpc/generated'] },
  js.configs.recommended,
  ...ts.configs.recommended,
  ...svelte.configs.recommended,
  { languageOptions: { globals: { ...globals.browser, ...globals.node } } },
  {
    files: ['**/*.svelte', '**/*.svelte.ts'],
    languageOptions: { parserOptions: { parser: ts.parser, extraFileExtensions: ['.svelte'], svelteConfig } },
  },
  {
    rules: {
      'no-eval': 'error',
      'no-console': 'error',
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'svelte/no-at-html-tags': 'error',
      // `style:` directives go through the CSSOM and are allowed; attributes are refused by the content security policy.
      'no-restricted-syntax': [
        'error',
        { selector: 'SvelteAttribute[key.name="style"]', message: 'Use a class, or style:property.' },
      ],
      'svelte/require-each-key': 'error',
      'svelte/button-has-type': 'error',
      'svelte/no-target-blank': 'error',
      // Maps and sets that are made, handed out and never changed need no reactive twin.
      'svelte/prefer-svelte-reactivity': 'off',
      'no-restricted-properties': [
        'error',
        ...['innerHTML', 'outerHTML', 'insertAdjacentHTML'].map((property) => ({
          property,
          message: 'Text goes into text nodes only.',
        })),
      ],
    },
  },
  {
    files: ['src/views/**/*.{ts,svelte}', 'src/*.ts'],
    rules: { 'no-restricted-imports': ['error', { patterns: [tauri] }] },
  },
  ...rooms,
  ...apart,
);
