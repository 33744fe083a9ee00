import {
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLInputField,
  type GraphQLNamedType,
  type GraphQLSchema,
  type GraphQLType,
  getNamedType,
  isAbstractType,
  isEnumType,
} from 'graphql';
import { useId } from 'react';
import { TypeLink } from '@/features/graphiql/Docs';

/** One type: what it is for, and what it is made of. */
export function TypeDocs({ schema, type }: { schema: GraphQLSchema; type: GraphQLNamedType }) {
  const id = useId();
  const fields = 'getFields' in type ? Object.values(type.getFields()) : [];
  return (
    <article className="docs-type" aria-labelledby={id}>
      <h3 id={id}>{type.name}</h3>
      {type.description && <p className="muted">{type.description}</p>}
      <ul className="docs-list">
        {fields.map((field) => (
          <Field key={field.name} field={field} />
        ))}
        {isEnumType(type) &&
          type.getValues().map(({ name, description }) => (
            <li key={name}>
              <code>{name}</code>
              {description && <p className="muted">{description}</p>}
            </li>
          ))}
        {isAbstractType(type) &&
          schema.getPossibleTypes(type).map(({ name }) => (
            <li key={name}>
              is <TypeLink name={name} />
            </li>
          ))}
      </ul>
    </article>
  );
}

type AnyField = GraphQLField<unknown, unknown> | GraphQLInputField;

function Field({ field }: { field: AnyField }) {
  const given = 'args' in field ? field.args : [];
  return (
    <li>
      <span className="docs-field">
        <strong>{field.name}</strong>
        {given.length > 0 && (
          <>
            (
            {given.map((argument, place) => (
              <span key={argument.name}>
                {place > 0 && ', '}
                <Argument argument={argument} />
              </span>
            ))}
            )
          </>
        )}
        : <TypeOf type={field.type} />
      </span>
      {field.description && <p className="muted">{field.description}</p>}
      {field.deprecationReason && <p className="muted">Deprecated: {field.deprecationReason}</p>}
    </li>
  );
}

function Argument({ argument: { name, type } }: { argument: GraphQLArgument }) {
  return (
    <>
      {name}: <TypeOf type={type} />
    </>
  );
}

/** "[Client!]!", its name a link. */
function TypeOf({ type }: { type: GraphQLType }) {
  const { name } = getNamedType(type);
  const [before, after] = String(type).split(name);
  return (
    <>
      {before}
      <TypeLink name={name} />
      {after}
    </>
  );
}
