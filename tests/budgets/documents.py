"""The documents that the pages really ask, as they lie beside the components."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from graphql import (
    DocumentNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    Node,
    OperationDefinitionNode,
    OperationType,
    Visitor,
    parse,
    print_ast,
    visit,
)

SOURCES = Path(__file__).parents[2] / "frontend" / "src"


@lru_cache(maxsize=1)
def whole() -> DocumentNode:
    """All of them as one document, as the code generator sees them."""
    files = sorted(SOURCES.rglob("*.graphql"))
    return DocumentNode(definitions=tuple(one for file in files for one in parse(file.read_text()).definitions))


def operations(kind: OperationType) -> dict[str, str]:
    """The operations by name, each with the fragments that it needs."""
    found = [one for one in whole().definitions if isinstance(one, OperationDefinitionNode) and one.operation is kind]
    return {one.name.value: with_fragments(one) for one in found if one.name}


def with_fragments(operation: OperationDefinitionNode) -> str:
    fragments = {one.name.value: one for one in whole().definitions if isinstance(one, FragmentDefinitionNode)}
    needed: dict[str, Node] = {}
    waiting: list[Node] = [operation]
    while waiting:
        for name in _spreads(waiting.pop()):
            if name not in needed:
                needed[name] = fragments[name]
                waiting.append(fragments[name])
    return "\n".join(print_ast(one) for one in (operation, *needed.values()))


class _Spreads(Visitor):
    def __init__(self) -> None:
        super().__init__()
        self.names: list[str] = []

    def enter_fragment_spread(self, node: FragmentSpreadNode, *_: object) -> None:
        self.names.append(node.name.value)


def _spreads(node: Node) -> list[str]:
    finder = _Spreads()
    visit(node, finder)
    return finder.names
