"""The schema is what was promised, what is written down, and nothing that has no face, input or bound of its own."""

from __future__ import annotations

import inspect
from pathlib import Path

from graphql import (
    BreakingChangeType,
    DangerousChangeType,
    GraphQLInputObjectType,
    GraphQLInterfaceType,
    GraphQLList,
    GraphQLObjectType,
    GraphQLUnionType,
    build_schema,
    find_breaking_changes,
    find_dangerous_changes,
    get_named_type,
    get_nullable_type,
)
from pydantic import BaseModel

from atrium import errors
from atrium.graph.faces import FACES
from atrium.graph.fields import MUTATIONS
from atrium.schema import as_text, build

ROOT = Path(__file__).parents[1]
FLOOR = build_schema((Path(__file__).parent / "contract_floor.graphql").read_text())
SCHEMA = build_schema(as_text())
KEPT_AS_JSON = {"ClientFilter", "ClientOrder"}  # a job keeps them as they were given
FEW = {
    "LinkPreview.path",  # five
    "Staff.memberOf", "Query.customFields",  # as many as there are groups; at most a hundred
    "Merge.sources", "UndoneMerge.clients",  # at most ten
}  # fmt: skip


def test_what_is_written_down_is_what_the_code_says():
    assert (ROOT / "schema.graphql").read_text() == as_text()


def test_nothing_that_was_promised_is_renamed_retyped_or_dropped():
    broken = [change.description for change in find_breaking_changes(FLOOR, SCHEMA)]

    assert broken == []


def test_defaults_stay_as_they_were_promised():
    changes = find_dangerous_changes(FLOOR, SCHEMA)

    changed = [one.description for one in changes if one.type is DangerousChangeType.ARG_DEFAULT_VALUE_CHANGE]
    assert changed == []


def test_the_comparison_would_notice():
    narrowed = build_schema(as_text().replace("  externalId: String\n", ""))

    kinds = {change.type for change in find_breaking_changes(FLOOR, narrowed)}
    assert BreakingChangeType.FIELD_REMOVED in kinds


def test_every_refusal_has_a_face():
    refusals = {one for one in vars(errors).values() if inspect.isclass(one) and issubclass(one, errors.Refusal)}

    assert refusals - {errors.Refusal} == set(FACES)


# A preview is no order; a guest is not shown one; who chooses a password with the link is signed in as well.
SUCCEEDS_IN_TWO_WAYS = {"PlaceQuickOrderResult", "PlaceOrderResult", "VerifyEmailResult"}


def test_every_face_is_an_error_with_a_code_and_a_sentence():
    faces = {face.__name__ for face, _ in FACES.values()}

    for name in faces & set(SCHEMA.type_map):
        face = SCHEMA.type_map[name]
        assert isinstance(face, GraphQLObjectType)
        assert "Error" in {interface.name for interface in face.interfaces}
        assert {"code", "message"} <= set(face.fields)
    unions = [kind for kind in SCHEMA.type_map.values() if isinstance(kind, GraphQLUnionType)]
    for union in unions:
        others = [member for member in union.types if "Error" not in {one.name for one in member.interfaces}]
        assert len(others) == 1 + (union.name in SUCCEEDS_IN_TWO_WAYS), f"{union.name} has one success and any refusals"


def inputs_of_mutations() -> set[str]:
    """The input types that a mutation takes, also within others; what is kept as JSON is looked at no further."""
    assert SCHEMA.mutation_type is not None
    waiting = [argument.type for field in SCHEMA.mutation_type.fields.values() for argument in field.args.values()]
    found: set[str] = set()
    while waiting:
        kind = get_named_type(waiting.pop())
        if isinstance(kind, GraphQLInputObjectType) and kind.name not in found | KEPT_AS_JSON:
            found.add(kind.name)
            waiting += [field.type for field in kind.fields.values()]
    return found


def test_every_input_of_a_mutation_is_a_plain_pydantic_model():
    definitions = build().schema_converter.type_map

    for name in inputs_of_mutations():
        origin = definitions[name].definition.origin
        assert issubclass(getattr(origin, "_pydantic_type", origin), BaseModel), f"{name} is no pydantic model"


def test_every_verb_takes_ids_keys_and_one_input():
    assert SCHEMA.mutation_type is not None
    for name in MUTATIONS:
        arguments = set(SCHEMA.mutation_type.fields[name].args)
        assert "input" not in arguments or arguments <= {"input", "idempotencyKey"}, name


def test_whoever_takes_a_key_may_refuse_it():
    assert SCHEMA.mutation_type is not None
    keyed = [field for field in SCHEMA.mutation_type.fields.values() if "idempotencyKey" in field.args]

    assert keyed
    for field in keyed:
        members = {member.name for member in get_named_type(field.type).types}
        assert {"InvalidInput", "IdempotencyConflict"} <= members, get_named_type(field.type).name


def test_every_list_that_can_grow_is_a_connection():
    unbounded = [
        f"{kind.name}.{name}"
        for kind in SCHEMA.type_map.values()
        if isinstance(kind, GraphQLObjectType) and not kind.name.startswith("__")
        for name, field in kind.fields.items()
        if isinstance(get_nullable_type(field.type), GraphQLList)
        and isinstance(get_named_type(field.type), GraphQLObjectType)
        and "id" in get_named_type(field.type).fields
        and "first" not in field.args
        and not kind.name.endswith("Connection")
    ]

    assert set(unbounded) <= FEW


def test_every_type_field_and_argument_that_is_no_plain_word_says_what_it_is():
    silent = [
        kind.name
        for kind in SCHEMA.type_map.values()
        if isinstance(kind, GraphQLObjectType | GraphQLInterfaceType | GraphQLInputObjectType)
        and not kind.name.startswith("__")
        and not kind.description
    ]

    assert silent == []
