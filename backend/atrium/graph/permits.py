"""Permissions are settled before anything runs: one forbidden field refuses the whole operation, and all are named."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from graphql import (
    FieldNode,
    GraphQLNamedType,
    GraphQLSchema,
    OperationDefinitionNode,
    OperationType,
    SelectionSetNode,
    get_named_type,
)
from graphql.type import GraphQLInterfaceType, GraphQLObjectType, GraphQLUnionType

from atrium.columns import now
from atrium.errors import Forbidden, StepUpRequired, Unauthenticated
from atrium.graph.reading.selection import Scope
from atrium.principal import ActorKind, Door, Principal

# Needs beside the permissions of the access room.
ANYONE = "anyone"
STAFF_DOOR = "anyone at the staff door"
STORE_DOOR = "anyone at the store's door"
SIGNED_IN = "signed in"  # opens no act at the store's door: what a client may do there says so by itself
STAFF_SESSION = "a staff session"
CLIENT_SESSION = "a client's session"
IN_PERSON = "the client in person"
ANOTHER_MODE = "another mode of impersonation"
IN_THE_ACCOUNT = "more than to order for the client"

# (type, field) → what is needed. Filled by the declarations; a test walks the schema and finds none missing.
NEEDS: dict[tuple[str, str], str] = {}

# Fields of readable types that are open at the store's door: a client's own. Whose rows are seen there is another
# matter (the types' row permissions); who has not signed in sees none, but may ask for what signing in will show.
OWN: set[tuple[str, str]] = set()

# What is needed at the store's door, where it differs: acts and questions that both doors know.
AT_THE_STORE: dict[tuple[str, str], str] = {}

# Mutations that somebody else may do in a client's account, with the modes of impersonation in which. All others are
# for the client in person.
AS_CLIENT: dict[str, frozenset[str]] = {}

# Where an account is open for ordering alone: of these types no other fields can be read there than these.
WHEN_ORDERING: dict[str, set[str]] = {}

# Mutations that ask a signed-in staff member for a fresh proof of who they are.
FRESH: set[str] = set()

# Readable types: at the store's door only the fields in OWN are open.
READ_TYPES: set[str] = set()


@dataclass(frozen=True, slots=True)
class Permit:
    """The outcome for one operation and one kind of caller: what is forbidden, if anything; what needs a proof."""

    paths: tuple[str, ...]
    needs: tuple[str, ...]
    fresh: tuple[str, ...] = ()

    def enforce(self, principal: Principal) -> None:
        """Raises Unauthenticated or Forbidden, with every path; StepUpRequired where only a fresh proof is missing."""
        if not self.paths:
            if self.fresh and not principal.is_fresh(now()):
                raise StepUpRequired(paths=self.fresh)
            return
        if principal.is_nobody:
            raise Unauthenticated()
        named = ", ".join(sorted(set(self.needs)))
        raise Forbidden(
            f"You do not have the permission for this. Needed: {named}.", paths=self.paths, needs=self.needs
        )


def permit(schema: GraphQLSchema, operation: OperationDefinitionNode, scope: Scope, principal: Principal) -> Permit:
    """Walk the operation as this caller."""
    root = schema.get_root_type(operation.operation)
    assert root is not None
    refused = list(dict.fromkeys(_Walk(schema, scope, principal).type(root, operation.selection_set, "")))
    acts = scope.fields([operation.selection_set], "Mutation") if operation.operation is OperationType.MUTATION else {}
    fresh = tuple(path for path, nodes in acts.items() if nodes[0].name.value in FRESH)
    return Permit(tuple(path for path, _ in refused), tuple(need for _, need in refused), fresh)


def permit_act(
    schema: GraphQLSchema, kind: GraphQLObjectType, nodes: list[FieldNode], scope: Scope, principal: Principal
) -> Permit:
    """Walk one root field of the operation as this caller."""
    key = nodes[0].alias.value if nodes[0].alias else nodes[0].name.value
    refused = list(dict.fromkeys(_Walk(schema, scope, principal).field(kind, nodes, key)))
    fresh = (key,) if kind.name == "Mutation" and nodes[0].name.value in FRESH else ()
    return Permit(tuple(path for path, _ in refused), tuple(need for _, need in refused), fresh)


def permit_answer(
    schema: GraphQLSchema, kind: GraphQLNamedType, nodes: list[FieldNode], scope: Scope, principal: Principal
) -> Permit:
    """Walk what is asked of a root field's answer, which is of this kind, as this caller."""
    key = nodes[0].alias.value if nodes[0].alias else nodes[0].name.value
    walk, sets = _Walk(schema, scope, principal), [node.selection_set for node in nodes if node.selection_set]
    refused = list(dict.fromkeys(one for selection in sets for one in walk.type(kind, selection, key)))
    return Permit(tuple(path for path, _ in refused), tuple(need for _, need in refused))


@dataclass(frozen=True, slots=True)
class _Walk:
    schema: GraphQLSchema
    scope: Scope
    principal: Principal

    def type(self, parent: GraphQLNamedType, selection: SelectionSetNode, path: str) -> Iterator[tuple[str, str]]:
        for name in self._possible(parent):
            named = self.schema.get_type(name)
            assert isinstance(named, GraphQLObjectType)
            for key, nodes in self.scope.fields([selection], name).items():
                yield from self.field(named, nodes, f"{path}.{key}" if path else key)

    def field(self, parent: GraphQLObjectType, nodes: list[FieldNode], path: str) -> Iterator[tuple[str, str]]:
        name = nodes[0].name.value
        if name == "__typename":
            return
        if name.startswith("__"):
            if self.principal.is_nobody:
                yield path, SIGNED_IN
            return
        need = NEEDS[parent.name, name]
        if not allowed(need, parent.name, name, self.principal):
            yield path, AT_THE_STORE.get((parent.name, name), need) if self.principal.door is Door.STORE else need
            return
        if parent.name == "Mutation" and not may_as_client(name, self.principal):
            yield path, ANOTHER_MODE if AS_CLIENT.get(name) else IN_PERSON
            return
        if not may_read_when_ordering(parent.name, name, self.principal):
            yield path, IN_THE_ACCOUNT
            return
        kind = get_named_type(parent.fields[name].type)
        for node in nodes:
            if node.selection_set is not None:
                yield from self.type(kind, node.selection_set, path)

    def _possible(self, parent: GraphQLNamedType) -> list[str]:
        if isinstance(parent, GraphQLInterfaceType | GraphQLUnionType):
            return [kind.name for kind in self.schema.get_possible_types(parent)]
        return [parent.name]


def allowed(need: str, type_name: str, field: str, principal: Principal) -> bool:
    """Whether the caller meets the need of one field."""
    if need == ANYONE:
        return True
    if principal.door is Door.STORE:
        need = AT_THE_STORE.get((type_name, field), need)
    if type_name in READ_TYPES and principal.door is Door.STORE:
        return (type_name, field) in OWN
    if need in (STAFF_DOOR, STORE_DOOR):
        return principal.door is (Door.STAFF if need == STAFF_DOOR else Door.STORE)
    if need == SIGNED_IN:
        return not principal.is_nobody and (principal.door is Door.STAFF or type_name != "Mutation")
    if need == STAFF_SESSION:
        return principal.kind is ActorKind.STAFF
    if need == CLIENT_SESSION:
        return principal.client_id is not None
    return principal.may(need)


def may_as_client(mutation: str, principal: Principal) -> bool:
    """Whether somebody who acts in a client's account may do this there: only what is declared so, in its modes."""
    acting = principal.impersonating
    return acting is None or acting.mode in AS_CLIENT.get(mutation, ())


def may_read_when_ordering(type_name: str, field: str, principal: Principal) -> bool:
    """Whether the caller can read a field: staff who only order for a client see no more of the account than that.

    A parent that may order may look, too.
    """
    acting = principal.impersonating
    if acting is None or acting.mode != "ORDER" or acting.by.kind is ActorKind.PARENT_AS_CHILD:
        return True
    return field in WHEN_ORDERING.get(type_name, (field,))
