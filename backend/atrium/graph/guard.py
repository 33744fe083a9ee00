"""How much an operation asks for, known before it is validated, so that no hostile document reaches costlier rules.

Every fragment is weighed once, so the work grows with the document's length, not with what its spreads unfold to.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from graphql import (
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLInterfaceType,
    GraphQLObjectType,
    GraphQLSchema,
    IntValueNode,
    Node,
    OperationDefinitionNode,
    SelectionSetNode,
    ValueNode,
    VariableNode,
    get_named_type,
    is_leaf_type,
)
from graphql.type import GraphQLArgument, GraphQLField

from atrium.errors import TooCostly
from atrium.graph.limits import CEILING, Limits, Measure, check, limits

__all__ = ["Gauge", "Limits", "Measure", "check", "limits", "measure"]

PAGE = 50  # what a page holds when nobody says
LARGEST_PAGE = 250  # more is refused by paging, with a better sentence than ours
PAGING = ("first", "last")
NESTING = 200  # selection sets inside each other, spreads included: beyond it the walk itself would be the attack
MEMORIES = 64  # measures that one document keeps, one for each set of page sizes


def measure(
    document: DocumentNode, operation_name: str | None, variables: Mapping[str, Any], schema: GraphQLSchema
) -> Measure:
    """Weigh one operation once; for a document asked again keep a Gauge. Raises TooCostly as the Gauge does."""
    return Gauge(document, schema).measure(operation_name, variables)


class Gauge:
    """One document, ready to be weighed again and again: only page sizes given as variables change the outcome."""

    def __init__(self, document: DocumentNode, schema: GraphQLSchema) -> None:
        definitions = document.definitions
        self._schema = schema
        self._operations = [one for one in definitions if isinstance(one, OperationDefinitionNode)]
        self._fragments = {one.name.value: one for one in definitions if isinstance(one, FragmentDefinitionNode)}
        self._count = sum(isinstance(one, FragmentDefinitionNode) for one in definitions)
        self._sizes = sorted(set(self._paging_variables(definitions)))
        self._known: dict[tuple[Any, ...], Measure] = {}

    def measure(self, operation_name: str | None, variables: Mapping[str, Any]) -> Measure:
        """What the named operation amounts to, or without a name all of them together.

        Unknown names, fields and fragments weigh little: validation speaks of them. Raises TooCostly where selections
        are nested so deeply that weighing them would be the harm.
        """
        sizes = {name: _size(variables[name]) for name in self._sizes if name in variables}
        key = (operation_name, *(sizes.get(name, -1) for name in self._sizes))
        found = self._known.get(key)
        if found is None:
            found = self._weigh(operation_name, sizes)
            if len(self._known) < MEMORIES:
                self._known[key] = found
        return found

    def _weigh(self, operation_name: str | None, sizes: Mapping[str, int | None]) -> Measure:
        total = Measure(fragments=self._count)
        for operation in self._operations:
            if operation_name is None or (operation.name and operation.name.value == operation_name):
                total += _Walk(self._schema, self._fragments, {**_defaults(operation), **sizes}).operation(operation)
        return total

    def _paging_variables(self, definitions: tuple[Node, ...]) -> Iterator[str]:
        waiting: list[Node] = list(definitions)
        while waiting:
            node = waiting.pop()
            if isinstance(node, FieldNode):
                yield from (one.value.name.value for one in _paging(node) if isinstance(one.value, VariableNode))
            inner = getattr(node, "selection_set", None)
            waiting.extend(inner.selections if inner else ())


class _Walk:
    """One weighing: the page sizes are settled, every fragment met is remembered."""

    def __init__(
        self,
        schema: GraphQLSchema,
        fragments: Mapping[str, FragmentDefinitionNode],
        sizes: Mapping[str, int | None],
    ) -> None:
        self._schema = schema
        self._fragments = fragments
        self._sizes = sizes
        self._weighed: dict[str, Measure] = {}

    def operation(self, node: OperationDefinitionNode) -> Measure:
        own = _decorated(node)
        for variable in node.variable_definitions or ():
            own += _decorated(variable)
        return own + self._selections(node.selection_set, self._schema.get_root_type(node.operation), 1)

    def _selections(self, chosen: SelectionSetNode | None, parent: Any, level: int) -> Measure:
        if level > NESTING:
            raise TooCostly(f"This operation nests its selections more than {NESTING} deep.")
        total = Measure()
        for node in chosen.selections if chosen else ():
            if isinstance(node, FieldNode):
                total += self._field(node, parent, level)
            elif isinstance(node, FragmentSpreadNode):
                total += _decorated(node) + self._fragment(node.name.value, level)
            else:
                condition = getattr(node, "type_condition", None)
                inside = self._schema.get_type(condition.name.value) if condition else parent
                total += _decorated(node) + self._selections(getattr(node, "selection_set", None), inside, level + 1)
        return total

    def _fragment(self, name: str, level: int) -> Measure:
        if name not in self._weighed and name in self._fragments:
            self._weighed[name] = Measure()  # a fragment inside itself weighs nothing: validation refuses it
            node = self._fragments[name]
            inside = self._schema.get_type(node.type_condition.name.value)
            self._weighed[name] = _decorated(node) + self._selections(node.selection_set, inside, level + 1)
        return self._weighed.get(name, Measure())

    def _field(self, node: FieldNode, parent: Any, level: int) -> Measure:
        name = node.name.value
        known = parent.fields.get(name) if isinstance(parent, GraphQLObjectType | GraphQLInterfaceType) else None
        inner = self._selections(node.selection_set, get_named_type(known.type) if known else None, level + 1)
        asks_about_schema = name in ("__schema", "__type")  # tools ask 13 deep; graphql-core has a rule of its own
        own = Measure(
            depth=0 if asks_about_schema else inner.depth + 1,
            fields=inner.fields + 1,
            aliases=inner.aliases + (node.alias is not None),
            directives=inner.directives,
            cost=1 if asks_about_schema else min(self._cost(node, known, inner.cost), CEILING),
            crowd=inner.crowd,
        )
        return own + _decorated(node)

    def _cost(self, node: FieldNode, known: GraphQLField | None, inner: int) -> int:
        """A record is 1, a page as many as it may hold; scalars and what merely wraps a page are free."""
        if known is None:
            return 0 if node.name.value == "__typename" else inner + 1
        kind = get_named_type(known.type)
        if is_leaf_type(kind):
            return 0
        if kind.name == "PageInfo" or kind.name.endswith("Edge"):
            return inner
        if "first" not in known.args:
            return inner + 1
        size = self._page(node, known)
        return 1 + size * inner if kind.name.endswith("Connection") else size * (1 + inner)

    def _page(self, node: FieldNode, known: GraphQLField) -> int:
        given = [self._given(one.value) for one in _paging(node)]
        sizes = [size for size in given if size is not None]
        return max(sizes) if sizes else _declared(known.args["first"]) or PAGE

    def _given(self, value: ValueNode) -> int | None:
        return self._sizes.get(value.name.value) if isinstance(value, VariableNode) else _literal(value)


def _paging(node: FieldNode) -> Iterator[Any]:
    return (one for one in node.arguments or () if one.name.value in PAGING)


def _defaults(operation: OperationDefinitionNode) -> dict[str, int | None]:
    return {one.variable.name.value: _literal(one.default_value) for one in operation.variable_definitions or ()}


def _declared(argument: GraphQLArgument) -> int | None:
    """The default in the schema, which graphql-core keeps as a value or as it was written."""
    default = argument.default
    if default is None:
        return _size(argument.default_value)
    return _size(default.value) if default.literal is None else _literal(default.literal)


def _decorated(node: Node) -> Measure:
    count = len(getattr(node, "directives", None) or ())
    return Measure(directives=count, crowd=count)


def _literal(value: ValueNode | None) -> int | None:
    if not isinstance(value, IntValueNode):
        return None
    return LARGEST_PAGE if len(value.value) > 9 else _size(int(value.value))


def _size(value: Any) -> int | None:
    """A page size within what paging allows; None where no number was given."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return int(min(max(value, 1), LARGEST_PAGE))
