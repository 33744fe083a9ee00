// Fails when a page weighs more than it may, read off the build's manifest: gzip -9, in kB of 1,000 bytes.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';

const dist = fileURLToPath(new URL('../dist', import.meta.url));
const manifest = JSON.parse(readFileSync(path.join(dist, 'manifest.json'), 'utf8'));
const STYLE_LIMIT = 15;
const LAZY_LIMIT = 60;
const dashboard = ['index.html', 'src/app/dashboard.tsx'];
const pages = [
  { name: 'Clients list', limit: 150, parts: [...dashboard, 'src/pages/clients-list/index'] },
  { name: 'Clients dashboard', limit: 150, parts: [...dashboard, 'src/pages/clients-dashboard/index'] },
  { name: 'Sign-in', limit: 90, parts: ['index.html', 'src/app/login.tsx'] },
  { name: 'Store', limit: 110, parts: ['store/index.html'] },
  { name: 'Store, account', limit: 110, parts: ['store/index.html', 'src/store/account/AccountPage'] },
  { name: 'Store, registering', limit: 110, parts: ['store/index.html', 'src/store/register/RegisterPage'] },
];

const kB = (files) =>
  [...files].reduce((sum, file) => sum + gzipSync(readFileSync(path.join(dist, file)), { level: 9 }).length, 0) / 1000;

/** All that must be loaded before these parts run: what they import, and what that imports. */
function closure(parts) {
  const found = new Set();
  const visit = (key) => {
    if (found.has(key)) return;
    found.add(key);
    for (const next of manifest[key].imports ?? []) visit(next);
  };
  for (const part of parts) {
    const key = [part, `${part}.ts`, `${part}.tsx`].find((each) => manifest[each]);
    if (!key) throw new Error(`The build has no ${part}.`);
    visit(key);
  }
  return [...found].map((key) => manifest[key]);
}

const rows = pages.flatMap(({ name, limit, parts }) => {
  const chunks = closure(parts);
  return [
    [`${name}, script`, kB(new Set(chunks.map(({ file }) => file))), limit],
    [`${name}, styles`, kB(new Set(chunks.flatMap(({ css = [] }) => css))), STYLE_LIMIT],
  ];
});
const firstParts = new Set(pages.flatMap(({ parts }) => closure(parts)));
for (const [key, chunk] of Object.entries(manifest)) {
  const isLater = chunk.isDynamicEntry || !firstParts.has(chunk);
  if (isLater && chunk.file.endsWith('.js')) rows.push([`lazy ${key}`, kB([chunk.file]), LAZY_LIMIT]);
}
for (const page of Object.keys(manifest).filter((key) => /^src\/pages\/[\w-]+\/index\.ts$/.test(key))) {
  const sheets = new Set(closure([...dashboard, page]).flatMap(({ css = [] }) => css));
  rows.push([`${page}, styles with the frame's`, kB(sheets), STYLE_LIMIT]);
}
for (const [name, size, limit] of rows) {
  console.log(`${size > limit ? 'TOO LARGE' : 'ok'.padEnd(9)}  ${size.toFixed(1).padStart(6)} of ${limit} kB  ${name}`);
}
if (rows.some(([, size, limit]) => size > limit)) process.exit(1);
