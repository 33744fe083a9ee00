import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import type { Plugin } from 'vite';
import { defineConfig } from 'vitest/config';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const backend = 'http://127.0.0.1:8000';

/** Names the build in its pages, so that an open one learns of a newer: the name follows from all files' names. */
function namedBuild(): Plugin {
  const nameOf = (files: string[]) => createHash('sha256').update(files.sort().join()).digest('hex').slice(0, 16);
  return {
    name: 'named-build',
    transformIndexHtml: {
      order: 'post',
      handler: (_html, { bundle }) => {
        const content = bundle && nameOf(Object.keys(bundle));
        return content ? [{ tag: 'meta', attrs: { name: 'build', content }, injectTo: 'head' }] : [];
      },
    },
  };
}

function layersOf(sheet: string): string {
  const named = [...sheet.matchAll(/@layer\s+([\w\s,-]+)[{;]/g)].flatMap(([, names = '']) => names.split(','));
  return [...new Set(named.map((name) => name.trim()))].join();
}

/**
 * Fails a build in which a page's first sheet does not name all layers in their order: a browser takes the order in
 * which it meets them, so a reset that came after the buttons would win over them.
 */
function orderedLayers(): Plugin {
  const wanted = layersOf(readFileSync(here('./src/styles/tokens.css'), 'utf8'));
  return {
    name: 'ordered-layers',
    transformIndexHtml: {
      order: 'post',
      handler: (html, { bundle, path }) => {
        if (!bundle) return;
        const file = /rel="stylesheet"[^>]*href="\/([^"]+)"/.exec(html)?.[1] ?? '';
        const sheet = bundle[file];
        const found = sheet?.type === 'asset' ? layersOf(String(sheet.source)) : '';
        if (found !== wanted) throw new Error(`The first sheet of ${path} orders layers ${found}, not ${wanted}.`);
      },
    },
  };
}

/** What only GraphiQL stands on, in parts that are fetched side by side; what others need as well is named first. */
const EXPLORER_PARTS = [
  { name: 'graphql', test: /node_modules\/graphql\//, priority: 4 },
  {
    name: 'editor-state',
    test: /node_modules\/(@codemirror\/state|@lezer|style-mod|crelt|w3c-keyname|@marijn)\//,
    priority: 3,
  },
  { name: 'editor-view', test: /node_modules\/@codemirror\/view\//, priority: 2 },
  { name: 'editor', test: /node_modules\/(@codemirror|cm6-graphql|graphql-language-service|vscode-)/, priority: 1 },
];

/**
 * Small modules weigh more apart than together. What every page needs, signed in or not, is one part; what every page of
 * the staff's needs is another. A module of the second that the sign-in page imports as well belongs to the first, or
 * the sign-in page gets heavy at once, which the sizes' check tells.
 */
const FIRST_PARTS = [
  {
    name: 'everywhere',
    test: new RegExp(
      [
        // The order of all layers stands at their top: theirs must be the first sheet.
        'src/styles/',
        'node_modules/(react|react-dom|scheduler)/',
        'lucide-react/dist/esm/(?!icons/)',
        'src/lib/(connection|errors|formats|graphql|observable|parts|proof|search|stored|tabsChannel)\\.',
        'src/ui/(Button|CopyButton|Empty|Failed|Loading|Notice|PageHeader|Spinner|field)\\.',
        'src/generated/(TypedDocumentString|documents/ViewerDocument)',
      ].join('|'),
    ),
    priority: 6,
  },
  {
    name: 'staff',
    test: new RegExp(
      [
        '@tanstack/(history|query-core|react-query|react-router|react-store|router-core|store)/',
        'src/features/clients/(AddClientLink|ClientLink|ClientName|StatusBadge|filterCode|listFilter|listSearch|trail|words)\\.',
        'src/features/session/session\\.',
        'src/lib/(asking|commands|days|shortcuts)\\.',
        'src/ui/(Avatar|Badge|Menu|SearchField|Time|Toasts|toastList)\\.',
      ].join('|'),
    ),
    priority: 5,
  },
];

/** Two entries share one build: the staff's dashboard and the clients' store. */
export default defineConfig({
  plugins: [react(), namedBuild(), orderedLayers()],
  resolve: { alias: { '@': here('./src') } },
  build: {
    manifest: 'manifest.json',
    modulePreload: { polyfill: false },
    // Everything since these has light-dark(), popover and <dialog>: nothing is rewritten for older ones.
    target: ['chrome125', 'firefox128', 'safari17.5'],
    rolldownOptions: {
      input: { dashboard: here('./index.html'), store: here('./store/index.html') },
      output: { codeSplitting: { groups: [...FIRST_PARTS, ...EXPLORER_PARTS] } },
    },
  },
  server: { fs: { allow: [here('..')] }, proxy: { '/graphql': backend, '/store/graphql': backend } },
  test: { environment: 'happy-dom', include: ['src/**/*.test.{ts,tsx}'], restoreMocks: true, env: { TZ: 'UTC' } },
});
