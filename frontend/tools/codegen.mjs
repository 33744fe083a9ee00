// Types of every operation and fragment, made from schema.graphql and the .graphql files beside the components.
// With `--check` nothing is written; the exit code says whether what is on disk is what would be written.
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { preset } from '@graphql-codegen/client-preset';
import { codegen } from '@graphql-codegen/core';
import { buildSchema, parse, printSchema, validate } from 'graphql';

const frontend = fileURLToPath(new URL('..', import.meta.url));
const source = path.join(frontend, 'src');
const target = path.join(source, 'generated/');
const schema = buildSchema(readFileSync(path.join(frontend, '../schema.graphql'), 'utf8'));
const documents = readdirSync(source, { recursive: true })
  .filter((name) => name.endsWith('.graphql'))
  .sort()
  .map((name) => {
    const rawSDL = readFileSync(path.join(source, name), 'utf8');
    return { location: path.join(source, name), rawSDL, document: parse(rawSDL) };
  });

const everything = { kind: 'Document', definitions: documents.flatMap((each) => each.document.definitions) };
const faults = validate(schema, everything).filter((fault) => !fault.message.includes('is never used'));
if (faults.length > 0) {
  console.error(faults.map((fault) => String(fault)).join('\n\n'));
  process.exit(1);
}

const sections = await preset.buildGeneratesSection({
  baseOutputDir: target,
  config: {
    documentMode: 'string',
    enumType: 'string-literal',
    scalars: { Date: 'string', DateTime: 'string', Decimal: 'string', ID: 'string', JSON: 'unknown' },
    useTypeImports: true,
  },
  documents,
  pluginMap: {},
  plugins: [],
  presetConfig: { fragmentMasking: false, skipIndexFile: true },
  schema: parse(printSchema(schema)),
  schemaAst: schema,
});
const wanted = sections.filter(({ filename }) => filename.endsWith('/graphql.ts'));
const written = await Promise.all(
  wanted.map(async (section) => [section.filename, await codegen({ ...section, cache: undefined })]),
);

if (process.argv.includes('--check')) {
  const stale = written.filter(([name, text]) => !existsSync(name) || readFileSync(name, 'utf8') !== text);
  if (stale.length > 0) {
    console.error(`Out of date, run npm run codegen: ${stale.map(([name]) => path.basename(name)).join(', ')}`);
    process.exit(1);
  }
} else {
  mkdirSync(target, { recursive: true });
  for (const [name, text] of written) writeFileSync(name, text);
}
