"""The guard: what an operation amounts to, found in linear time, and refused with a sentence that names the limit."""

from __future__ import annotations

import time

import pytest
from graphql import build_schema, get_introspection_query, parse

from atrium.errors import TooCostly
from atrium.graph import guard
from atrium.graph.guard import Gauge, Measure, check, measure
from atrium.principal import Door

SCHEMA = build_schema(
    """
    type Query { clients(first: Int, after: String, last: Int): ClientConnection!  client(id: ID!): Client  node: Node }
    type Mutation { addClient: Result }
    interface Node { id: ID! }
    union Result = Client | Refused
    type Refused { message: String! }
    type ClientConnection { nodes: [Client!]!  edges: [ClientEdge!]!  pageInfo: PageInfo!  totalCount: Int! }
    type ClientEdge { cursor: String!  node: Client! }
    type PageInfo { hasNextPage: Boolean! }
    type Client implements Node {
      id: ID!  name: String!  tags: [String!]!  parent: Client
      emails(first: Int! = 50): [Email!]!
      children(first: Int = 20): ClientConnection!
    }
    type Email { id: ID!  address: String! }
    """
)


def weighed(document: str, operation_name: str | None = None, **variables: object) -> Measure:
    return measure(parse(document), operation_name, variables, SCHEMA)


def test_fields_are_counted_and_their_nesting_is_the_depth():
    found = weighed("{ client(id: 1) { id parent { id name } } }")

    assert (found.fields, found.depth) == (5, 3)


def test_a_fragment_weighs_wherever_it_is_spread():
    found = weighed(
        "{ a: client(id: 1) { ...F } b: client(id: 2) { ...F } } fragment F on Client { x: id parent { id } }"
    )

    assert (found.fields, found.depth, found.aliases, found.fragments) == (8, 3, 4, 1)


def test_directives_are_counted_together_and_by_place():
    found = weighed("query @a { client(id: 1) @b @c @d { ... @h { id @e } ...F @f } } fragment F on Client @g { id }")

    assert (found.directives, found.crowd) == (8, 3)


@pytest.mark.parametrize(
    ("document", "cost"),
    [
        ("{ client(id: 1) { id name tags } }", 1),
        ("{ clients { totalCount } }", 1),
        ("{ clients { nodes { id } } }", 51),
        ("{ clients(first: 10) { nodes { id } } }", 11),
        ("{ clients(last: 7) { nodes { id } } }", 8),
        ("{ clients(first: 10) { edges { cursor node { id } } pageInfo { hasNextPage } totalCount } }", 11),
        ("{ clients(first: 10) { nodes { id emails(first: 3) { address } } } }", 41),
        ("{ client(id: 1) { emails { address } } }", 51),
        ("{ client(id: 1) { children { nodes { id } } } }", 22),
        ("{ clients(first: 2) { nodes { __typename } } }", 3),
        ("mutation { addClient { ... on Client { emails(first: 2) { id } } ... on Refused { message } } }", 3),
        ("{ node { ... on Client { emails(first: 2) { id } } } }", 3),
    ],
)
def test_the_cost_is_how_many_records_the_answer_may_hold(document: str, cost: int):
    assert weighed(document).cost == cost


@pytest.mark.parametrize(
    ("variables", "cost"),
    [({"n": 5}, 6), ({"n": None}, 51), ({}, 31), ({"n": "many"}, 51), ({"n": True}, 51), ({"n": 4.0}, 5)],
)
def test_a_page_size_may_be_a_variable_with_a_default(variables: dict[str, object], cost: int):
    assert weighed("query ($n: Int = 30) { clients(first: $n) { nodes { id } } }", **variables).cost == cost


@pytest.mark.parametrize("size", ["10001", "99999999999999999999", "0", "-1", "9" * 3000])
def test_a_page_size_that_paging_will_refuse_is_left_to_paging(size: str):
    found = weighed(f"{{ clients(first: {size}) {{ nodes {{ id }} }} }}")

    assert found.cost in (2, guard.LARGEST_PAGE + 1)


def test_only_the_named_operation_is_weighed_and_all_of_them_without_a_name():
    document = "query A { client(id: 1) { id } } query B { client(id: 1) { id name } }"

    assert weighed(document, "A").fields == 2
    assert weighed(document, "B").fields == 3
    assert weighed(document).fields == 5
    assert weighed(document, "C").fields == 0


def test_asking_about_the_schema_has_no_depth():
    found = weighed("{ __schema { types { fields { type { ofType { ofType { ofType { name } } } } } } } }")

    assert (found.depth, found.cost) == (0, 1)


@pytest.mark.parametrize(
    "document",
    [
        "{ client(id: 1) { ...Nowhere } }",
        "{ client(id: 1) { ...F } } fragment F on Client { id ...F }",
        "{ client(id: 1) { ...F } } fragment F on Client { ...G } fragment G on Client { id ...F }",
        "{ client(id: 1) { ...F } } fragment F on Nothing { id }",
        "{ nothing { at { all } } }",
        "{ client(id: 1) { name { of { a { leaf } } } } }",
        "subscription { clients { nodes { id } } }",
        "type Extra { id: ID }",
        "query ($n: Int) { clients(first: $m) { nodes { id } } }",
        "{ client(id: 1) { ...F } } fragment F on Client { id } fragment F on Client { name }",
    ],
)
def test_what_validation_will_refuse_is_weighed_without_a_fault(document: str):
    assert weighed(document).cost < 100


def test_eighty_fragments_that_double_each_other_cost_next_to_nothing():
    chain = " ".join(f"fragment F{n} on Client {{ ...F{n + 1} ...F{n + 1} }}" for n in range(79))
    document = parse(f"{{ client(id: 1) {{ ...F0 }} }} {chain} fragment F79 on Client {{ id }}")

    began = time.process_time()
    found = measure(document, None, {}, SCHEMA)
    spent = time.process_time() - began

    assert spent < 0.1
    assert found.fragments == 80
    assert found.fields > 1_000_000


def test_pages_inside_pages_do_not_grow_without_end():
    deep = "children(first: 250) { nodes { " * 40 + "id" + " } }" * 40

    found = weighed(f"{{ client(id: 1) {{ {deep} }} }}")

    assert found.cost == 1_000_000_000


def test_selections_nested_through_fragments_beyond_reason_are_refused_not_walked():
    chain = " ".join(f"fragment F{n} on Client {{ parent {{ ...F{n + 1} }} }}" for n in range(300))

    with pytest.raises(TooCostly):
        weighed(f"{{ client(id: 1) {{ ...F0 }} }} {chain} fragment F300 on Client {{ id }}")


@pytest.mark.parametrize(
    ("found", "sentence"),
    [
        (Measure(depth=13), "nests its fields 13 deep; 12 is the most"),
        (Measure(fields=2001), "selects 2,001 fields; 2,000 is the most"),
        (Measure(aliases=51), "51 aliases; 50 is the most"),
        (Measure(directives=51), "51 directives; 50 is the most"),
        (Measure(fragments=51), "51 fragments; 50 is the most"),
        (Measure(cost=10_001), "could hold 10,001 records; 10,000 is the most"),
        (Measure(crowd=5), "5 directives at one place; 4 is the most"),
    ],
)
def test_too_much_is_refused_with_the_limit_and_the_value(found: Measure, sentence: str):
    with pytest.raises(TooCostly, match=sentence):
        check(found, Door.STAFF)


def test_as_much_as_allowed_passes():
    check(Measure(12, 2000, 50, 50, 50, 10_000, 4), Door.STAFF)
    check(Measure(12, 2000, 50, 50, 50, 10_000, 4), Door.STORE, signed_in=True)


def test_strangers_at_the_store_may_ask_for_half():
    check(Measure(6, 1000, 25, 25, 25, 5000, 4), Door.STORE)

    with pytest.raises(TooCostly, match="5,000 is the most"):
        check(Measure(cost=5001), Door.STORE)


def test_a_gauge_measures_again_only_when_a_page_size_changes():
    gauge = Gauge(
        parse("query ($n: Int, $id: ID!) { clients(first: $n) { nodes { id } } client(id: $id) { id } }"), SCHEMA
    )

    first = gauge.measure(None, {"n": 10, "id": "a"})

    assert gauge.measure(None, {"n": 10, "id": "b"}) is first
    assert gauge.measure(None, {"n": 11, "id": "a"}).cost == first.cost + 1


def test_tools_may_ask_about_the_whole_schema():
    found = weighed(get_introspection_query(input_value_deprecation=True, specified_by_url=True))

    check(found, Door.STORE)
