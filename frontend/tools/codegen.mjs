// Types of every operation and fragment, made from schema.graphql and the .graphql files beside the components.
// Each document gets a module of its own, so that a page loads the documents it sends and no others.
// With `--check` nothing is written; the exit code says whether what is on disk is what would be written.
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { preset } from '@graphql-codegen/client-preset';
import { codegen } from '@graphql-codegen/core';
import { buildSchema, parse, printSchema, stripIgnoredCharacters, validate } from 'graphql';

const TYPED_DOCUMENT = `/** The text of an operation, which knows its answer's and its variables' types. */
export class TypedDocumentString<Result, Variables> extends String {
  declare readonly __apiType?: (variables: Variables) => Result;
}
`;

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
const wanted = sections.find(({ filename }) => filename.endsWith('/graphql.ts'));
const written = inModules(await codegen({ ...wanted, cache: undefined }));
const stale = [...written].filter(([name, text]) => !existsSync(name) || readFileSync(name, 'utf8') !== text);
const left = existsSync(target)
  ? readdirSync(target, { recursive: true, withFileTypes: true })
      .filter((each) => each.isFile())
      .map((each) => path.join(each.parentPath, each.name))
      .filter((name) => !written.has(name))
  : [];

if (process.argv.includes('--check')) {
  if (stale.length + left.length > 0) {
    const names = [...stale.map(([name]) => name), ...left].map((name) => path.basename(name));
    console.error(`Out of date, run npm run codegen: ${names.join(', ')}`);
    process.exit(1);
  }
} else {
  mkdirSync(path.join(target, 'documents'), { recursive: true });
  for (const [name, text] of stale) writeFileSync(name, text);
  for (const name of left) rmSync(name);
}

/** The types, which hand on every operation from a module of its own; fragments stand in the operations already. */
function inModules(text) {
  const document = /^export const (\w+) = new TypedDocumentString\(`([^`]*)`.*\) as unknown as (.*);$/gm;
  const modules = new Map();
  for (const [, name, query, type] of text.matchAll(document)) {
    if (name.endsWith('FragmentDoc')) continue;
    const [, types] = /^TypedDocumentString<(.*)>$/.exec(type);
    modules.set(
      path.join(target, 'documents', `${name}.ts`),
      [
        `import type { ${types} } from '../graphql';`,
        "import { TypedDocumentString } from '../TypedDocumentString';",
        '',
        `export const ${name} = /*#__PURE__*/ new TypedDocumentString<${types}>(`,
        `  ${JSON.stringify(stripIgnoredCharacters(query))},`,
        ');',
        '',
      ].join('\n'),
    );
  }
  const kept = text
    .replace(document, '')
    .replace(/^export class TypedDocumentString[\s\S]*?^}\n/m, '')
    .replace(/^import type \{ DocumentTypeDecoration .*\n/m, '');
  const handedOn = [...modules.keys()].map((name) => path.basename(name, '.ts'));
  modules.set(
    path.join(target, 'graphql.ts'),
    [
      kept.trimEnd(),
      '',
      "export { TypedDocumentString } from './TypedDocumentString';",
      ...handedOn.map((name) => `export { ${name} } from './documents/${name}';`),
      '',
    ].join('\n'),
  );
  modules.set(path.join(target, 'TypedDocumentString.ts'), TYPED_DOCUMENT);
  return modules;
}
