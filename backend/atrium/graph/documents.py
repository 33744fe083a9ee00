"""Documents seen before: parsed, measured and validated once, with the readings compiled from them."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import count
from typing import Any

import orjson
from graphql import (
    DocumentNode,
    FragmentDefinitionNode,
    GraphQLError,
    GraphQLSchema,
    OperationDefinitionNode,
    OperationType,
    VariableNode,
    Visitor,
    parse,
    validate,
    visit,
)
from graphql.execution.values import VariableValues, get_variable_values
from graphql.type import GraphQLObjectType

from atrium.graph.guard import Gauge
from atrium.graph.permits import Permit
from atrium.graph.reading.bounded import Bounded
from atrium.graph.reading.run import Reading
from atrium.graph.reading.selection import Fields, Scope

CACHED_DOCUMENTS = 512
CACHED_PLANS = 64
CACHED_VARIABLES = 4_096
LONG_VARIABLES = 2_000  # bytes of JSON; longer ones are not kept

ReadingKey = tuple[tuple[int, ...], str, tuple[Any, ...]]  # the merged nodes, what is read, the directives' outcome


@dataclass(slots=True)
class Prepared:
    """One valid document and what has been worked out about it."""

    document: DocumentNode
    gauge: Gauge
    operations: dict[str | None, OperationDefinitionNode]
    fragments: dict[str, FragmentDefinitionNode]
    flag_names: tuple[str, ...]
    broader: dict[str, frozenset[str]]
    permits: Bounded[tuple[Any, ...], Permit] = field(default_factory=lambda: Bounded(CACHED_PLANS))
    roots: Bounded[tuple[Any, ...], tuple[Fields, ...]] = field(default_factory=lambda: Bounded(CACHED_PLANS))
    serial: int = field(default_factory=count().__next__)
    readings: Bounded[ReadingKey, Reading] = field(default_factory=lambda: Bounded(CACHED_PLANS))

    def operation(self, name: str | None) -> OperationDefinitionNode:
        """Raises GraphQLError when the name is missing where there are several, or unknown."""
        if name is None and len(self.operations) != 1:
            raise GraphQLError("The document has several operations: say which one in operationName.")
        found = next(iter(self.operations.values())) if name is None else self.operations.get(name)
        if found is None:
            raise GraphQLError("There is no operation of the name given in operationName.")
        return found

    def flags(self, variables: VariableValues) -> tuple[Any, ...]:
        """The outcome of the directives' variables; a plan holds for one outcome.

        Raises GraphQLError for null, which neither includes nor skips (a default lets it pass validation).
        """
        for name in self.flag_names:
            if variables.coerced.get(name, True) is None:
                raise GraphQLError(f"A condition must not be null: ${name}.")
        return tuple(variables.coerced.get(name) for name in self.flag_names)

    def scope(self, flags: tuple[Any, ...]) -> Scope:
        return Scope(self.fragments, dict(zip(self.flag_names, flags, strict=True)), self.broader)


class _Flags(Visitor):
    def __init__(self) -> None:
        super().__init__()
        self.names: dict[str, None] = {}

    def enter_directive(self, node: Any, *_: Any) -> None:
        for argument in node.arguments or ():
            if isinstance(argument.value, VariableNode):
                self.names[argument.value.name.value] = None


class Documents:
    """The bounded cache of prepared documents."""

    def __init__(self, schema: GraphQLSchema) -> None:
        self.schema = schema
        self.broader = _broader(schema)
        self.cache: Bounded[str, Prepared] = Bounded(CACHED_DOCUMENTS)
        self.coerced: Bounded[tuple[int, int, bytes], VariableValues] = Bounded(CACHED_VARIABLES)

    def recall(self, query: str) -> Prepared | None:
        return self.cache.recall(query)

    def parsed(self, query: str, most_tokens: int) -> DocumentNode:
        """Raises GraphQLError for what is no GraphQL."""
        try:
            return parse(query, max_tokens=most_tokens)
        except RecursionError as error:
            raise GraphQLError("The document is nested too deeply.") from error

    def prepare(self, query: str, document: DocumentNode, gauge: Gauge) -> Prepared | list[GraphQLError]:
        """The document, validated and kept; or what is wrong with it."""
        faults = validate(self.schema, document, max_errors=20)
        if faults:
            return faults
        operations: dict[str | None, OperationDefinitionNode] = {}
        fragments: dict[str, FragmentDefinitionNode] = {}
        for definition in document.definitions:
            if isinstance(definition, OperationDefinitionNode):
                operations[definition.name.value if definition.name else None] = definition
            elif isinstance(definition, FragmentDefinitionNode):
                fragments[definition.name.value] = definition
        finder = _Flags()
        visit(document, finder)
        prepared = Prepared(document, gauge, operations, fragments, tuple(finder.names), self.broader)
        return self.cache.keep(query, prepared)

    def variables(
        self, prepared: Prepared, operation: OperationDefinitionNode, given: dict[str, Any]
    ) -> VariableValues:
        """The variables, checked against their types. Raises GraphQLError for the first that is wrong.

        Those of reads are remembered; those of mutations never, for passwords and links' tokens are among them.
        """
        if not operation.variable_definitions:
            return NO_VARIABLES
        if operation.operation is not OperationType.QUERY:
            return self._checked(operation, given)
        key = (prepared.serial, id(operation), orjson.dumps(given))
        known = self.coerced.recall(key)
        if known is not None:
            return known
        found = self._checked(operation, given)
        return self.coerced.keep(key, found) if len(key[2]) < LONG_VARIABLES else found

    def _checked(self, operation: OperationDefinitionNode, given: dict[str, Any]) -> VariableValues:
        definitions = operation.variable_definitions or ()
        found = get_variable_values(self.schema, definitions, given, max_errors=20, hide_suggestions=True)
        if isinstance(found, list):
            raise found[0]
        return found


NO_VARIABLES = VariableValues({}, {})


def _broader(schema: GraphQLSchema) -> dict[str, frozenset[str]]:
    names: dict[str, set[str]] = {}
    for kind in schema.type_map.values():
        if isinstance(kind, GraphQLObjectType):
            names.setdefault(kind.name, set()).update(interface.name for interface in kind.interfaces)
        elif hasattr(kind, "types"):
            for member in kind.types:
                names.setdefault(member.name, set()).add(kind.name)
    return {name: frozenset(found) for name, found in names.items()}
