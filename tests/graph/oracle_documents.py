"""Documents as hypothesis writes them: all that GraphQL's grammar offers to a reader, valid and within the limits."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

from graphql import (
    GraphQLEnumType,
    GraphQLInputObjectType,
    GraphQLInterfaceType,
    GraphQLList,
    GraphQLNonNull,
    GraphQLObjectType,
    GraphQLUnionType,
    get_named_type,
    is_leaf_type,
)
from hypothesis import strategies as st

from tests.graph.oracle import KNOWN, schema
from tests.graph.oracle_chance import Chance
from tests.graph.oracle_values import Pool

Composite = GraphQLObjectType | GraphQLInterfaceType | GraphQLUnionType
DIRECTIVES = 12


@dataclass
class Document:
    """A document under construction, and the values of the variables that it names."""

    chance: Chance
    pool: Pool
    variables: dict[str, Any] = field(default_factory=dict)
    declarations: list[str] = field(default_factory=list)
    fragments: dict[str, tuple[str, str]] = field(default_factory=dict)
    bare: dict[tuple[str, str], str] = field(default_factory=dict)
    aliases: dict[tuple[str, str, str], str] = field(default_factory=dict)
    directives: int = 0
    nesting: int = 0
    known: Mapping[str, Collection[str]] = field(default_factory=lambda: KNOWN)

    def text(self, kind: str, selection: str) -> str:
        header = f"({', '.join(self.declarations)})" if self.declarations else ""
        return f"{kind} Asked{header} {selection}{self.fragment_text}"

    @property
    def fragment_text(self) -> str:
        return "".join(f"\nfragment {name} on {on} {body}" for name, (on, body) in self.fragments.items())

    # ------------------------------------------------------------ selections

    def selection(self, parent: Composite, depth: int) -> str:
        """A selection set on a type; below `depth` only scalars."""
        count = self.chance.number(1, 4 if depth > 1 else 5)
        pieces = [self.piece(parent, depth) for _ in range(count)]
        return "{ " + " ".join(pieces) + " }"

    def piece(self, parent: Composite, depth: int) -> str:
        if not isinstance(parent, GraphQLUnionType) and (self.nesting > 2 or not self.chance.once_in(5)):
            return self.field(parent, depth)
        if self.chance.once_in(6):
            return "__typename" if self.chance.once_in(2) else "t: __typename"
        self.nesting += 1
        written = self.spread(parent, depth) if self.chance.once_in(2) else self.inline(parent, depth)
        self.nesting -= 1
        return written

    def inline(self, parent: Composite, depth: int) -> str:
        on = self.chance.one_of([*self.applicable(parent), *([] if self.nesting > 2 else [None])])
        condition = f" on {on.name}" if on else ""
        return f"...{condition}{self.directive()} {self.selection(on or parent, depth)}"

    def spread(self, parent: Composite, depth: int) -> str:
        applicable = self.applicable(parent)
        known = [name for name, (on, _) in self.fragments.items() if on in {kind.name for kind in applicable}]
        if known and (self.chance.once_in(2) or len(self.fragments) > 8):
            return f"...{self.chance.one_of(known)}{self.directive()}"
        on = self.chance.one_of(applicable)
        body = self.selection(on, min(depth, 2))
        name = f"F{len(self.fragments)}"
        self.fragments[name] = (on.name, body)
        return f"...{name}{self.directive()}"

    def applicable(self, parent: Composite) -> list[Composite]:
        """The types that a fragment here may be on: itself, its members, what it is a member of."""
        if isinstance(parent, GraphQLObjectType):
            return [parent, *parent.interfaces]
        members = schema().get_possible_types(parent)
        if self.nesting > 2:
            return list(members)
        broader = [one for member in members for one in member.interfaces]
        return list(dict.fromkeys([*members, *broader, parent]))

    def field(self, parent: Any, depth: int) -> str:
        options = [
            name for name, one in parent.fields.items() if is_leaf_type(get_named_type(one.type)) or depth > 0
        ]  # fmt: skip
        if not options:
            return "__typename"
        options = [name for name in options if name in self.known.get(parent.name, options)]
        if depth > 1 and self.chance.once_in(2):
            options = [
                name for name in options if not is_leaf_type(get_named_type(parent.fields[name].type))
            ] or options
        name = self.chance.one_of(options)
        kind = get_named_type(parent.fields[name].type)
        arguments = self.arguments(parent, name)
        key = self.key(parent.name, name, arguments)
        body = "" if is_leaf_type(kind) else f" {self.selection(kind, depth - 1)}"
        return f"{key}{name}{arguments}{self.directive()}{body}"

    def key(self, parent: str, name: str, arguments: str) -> str:
        """The alias, if any. One response key always stands for the same field with the same arguments."""
        if self.bare.setdefault((parent, name), arguments) == arguments and not self.chance.once_in(5):
            return ""
        return self.aliases.setdefault((parent, name, arguments), f"a{len(self.aliases)}") + ": "

    def directive(self) -> str:
        if self.directives >= DIRECTIVES or not self.chance.once_in(6):
            return ""
        self.directives += 1
        value = self.chance.once_in(2)
        written = self.variable("Boolean!", value) if self.chance.once_in(2) else json.dumps(value)
        return f" @{self.chance.one_of(['include', 'skip'])}(if: {written})"

    # ------------------------------------------------------------- arguments

    def arguments(self, parent: Any, name: str) -> str:
        declared = parent.fields[name].args
        given = self.pool.arguments(self.chance, parent.name, name, declared)
        written = [f"{one}: {self.value(value, declared[one].type)}" for one, value in given.items()]
        if self.chance.once_in(6):
            written += [
                f"{one}: {self.absent(argument.type)}"
                for one, argument in declared.items()
                if one not in given and not isinstance(argument.type, GraphQLNonNull)
            ]
        return f"({', '.join(written)})" if written else ""

    def absent(self, kind: Any) -> str:
        """Nothing, said aloud: null, or a variable that has no value or null."""
        if self.chance.once_in(2):
            return "null"
        name = f"v{len(self.declarations)}"
        self.declarations.append(f"${name}: {kind}")
        if self.chance.once_in(2):
            self.variables[name] = None
        return f"${name}"

    def value(self, value: Any, kind: Any) -> str:
        """A value as a literal, or all or some of it as variables."""
        if self.chance.once_in(4):
            return self.variable(str(kind), value)
        kind = kind.of_type if isinstance(kind, GraphQLNonNull) else kind
        if value is None:
            return "null"
        if isinstance(kind, GraphQLList):
            if not isinstance(value, list):
                return self.value(value, kind.of_type)  # a single value stands for a list of one
            return "[" + ", ".join(self.value(one, kind.of_type) for one in value) + "]"
        if isinstance(kind, GraphQLInputObjectType):
            fields = [f"{name}: {self.value(one, kind.fields[name].type)}" for name, one in value.items()]
            return "{" + ", ".join(fields) + "}"
        return value if isinstance(kind, GraphQLEnumType) else json.dumps(value, ensure_ascii=self.chance.once_in(2))

    def variable(self, kind: str, value: Any) -> str:
        """A variable that holds the value: given with the request, or as its default."""
        name = f"v{len(self.declarations)}"
        if isinstance(value, bool | int) and self.chance.once_in(3):
            self.declarations.append(f"${name}: {kind} = {json.dumps(value)}")
        else:
            self.declarations.append(f"${name}: {kind}")
            self.variables[name] = value
        return f"${name}"


@st.composite
def queries(draw: Any, pool: Pool, known: Mapping[str, Collection[str]] = KNOWN) -> tuple[str, dict[str, Any]]:
    """A query and its variables. `known`: of these types it asks for these fields alone."""
    document = Document(Chance(draw), pool, known=known)
    selection = document.selection(schema().query_type, 4)
    return document.text("query", selection), document.variables
