import { Link } from '@tanstack/react-router';
import { type GraphQLSchema, isIntrospectionType } from 'graphql';
import { useState } from 'react';
import { TypeDocs } from '@/features/graphiql/TypeDocs';
import { Empty } from '@/ui/Empty';
import { TextField } from '@/ui/Field';

interface Props {
  schema: GraphQLSchema;
  /** The type that is open. */
  typeName: string | undefined;
}

/** What may be asked, and what it means: found by name, walked from type to type. */
export function Docs({ schema, typeName }: Props) {
  const [sought, seek] = useState('');
  const type = typeName === undefined ? undefined : schema.getType(typeName);
  return (
    <>
      <TextField
        label="Find a type or field"
        type="search"
        autoComplete="off"
        spellCheck={false}
        value={sought}
        onChange={(event) => seek(event.target.value)}
      />
      {sought.trim() !== '' ? (
        <Found schema={schema} sought={sought.trim().toLowerCase()} onFollow={() => seek('')} />
      ) : type ? (
        <>
          <p className="docs-back">
            <Link to="/graphiql" search={{}} resetScroll={false}>
              Query and Mutation
            </Link>
          </p>
          <TypeDocs schema={schema} type={type} />
        </>
      ) : (
        <Begin schema={schema} />
      )}
    </>
  );
}

function Begin({ schema }: { schema: GraphQLSchema }) {
  const roots = [schema.getQueryType(), schema.getMutationType()].filter((type) => type != null);
  return (
    <>
      {roots.map((type) => (
        <TypeDocs key={type.name} schema={schema} type={type} />
      ))}
    </>
  );
}

const MOST = 60;

function Found({ schema, sought, onFollow }: { schema: GraphQLSchema; sought: string; onFollow: () => void }) {
  const found = Object.values(schema.getTypeMap())
    .filter((type) => !isIntrospectionType(type))
    .flatMap((type) => {
      const fields = 'getFields' in type ? Object.keys(type.getFields()) : [];
      const names = [type.name, ...fields.map((field) => `${type.name}.${field}`)];
      return names
        .filter((name) => (name.split('.')[1] ?? name).toLowerCase().includes(sought))
        .map((name) => ({ name, type: type.name }));
    });
  if (found.length === 0) return <Empty title="Nothing is called so" />;
  return (
    <ul className="docs-list">
      {found.slice(0, MOST).map(({ name, type }) => (
        <li key={name}>
          <TypeLink name={type} label={name} onFollow={onFollow} />
        </li>
      ))}
    </ul>
  );
}

/** Leads to a type's description. */
export function TypeLink({ name, label = name, onFollow }: { name: string; label?: string; onFollow?: () => void }) {
  return (
    <Link to="/graphiql" search={{ docs: name }} resetScroll={false} onClick={onFollow}>
      {label}
    </Link>
  );
}
