"""A GraphQL selection, fragments merged and directives settled, one type at a time."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from graphql import (
    BooleanValueNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    InlineFragmentNode,
    SelectionNode,
    SelectionSetNode,
    ValueNode,
    VariableNode,
)

Fields = dict[str, list[FieldNode]]


@dataclass(frozen=True, slots=True)
class Scope:
    """What a selection needs to be read: the document's fragments, the variables its directives ask for, and for each
    object type the unions and interfaces it belongs to."""

    fragments: dict[str, FragmentDefinitionNode]
    flags: dict[str, Any]
    broader: Mapping[str, frozenset[str]]

    def fields(self, sets: Iterable[SelectionSetNode], type_name: str) -> Fields:
        """The fields selected on a type, by response key, in the order of their first mention."""
        found: Fields = {}
        for selection_set in sets:
            self._collect(selection_set, type_name, found, set())
        return found

    def _collect(self, selection_set: SelectionSetNode, type_name: str, found: Fields, seen: set[str]) -> None:
        for selection in selection_set.selections:
            if not self._included(selection):
                continue
            if isinstance(selection, FieldNode):
                key = selection.alias.value if selection.alias else selection.name.value
                found.setdefault(key, []).append(selection)
            elif isinstance(selection, InlineFragmentNode):
                condition = selection.type_condition
                if condition is None or self._applies(condition.name.value, type_name):
                    self._collect(selection.selection_set, type_name, found, seen)
            elif isinstance(selection, FragmentSpreadNode) and selection.name.value not in seen:
                seen.add(selection.name.value)
                fragment = self.fragments[selection.name.value]
                if self._applies(fragment.type_condition.name.value, type_name):
                    self._collect(fragment.selection_set, type_name, found, seen)

    def _applies(self, condition: str, type_name: str) -> bool:
        return condition == type_name or condition in self.broader.get(type_name, ())

    def _included(self, selection: SelectionNode) -> bool:
        for directive in selection.directives or ():
            name = directive.name.value
            if name in ("skip", "include") and directive.arguments:
                node = directive.arguments[0].value
                outcome = self.flags.get(node.name.value) if isinstance(node, VariableNode) else _literal(node)
                if bool(outcome) is (name == "skip"):
                    return False
        return True


def _literal(node: ValueNode) -> bool:
    return isinstance(node, BooleanValueNode) and node.value


def inner(nodes: Iterable[FieldNode]) -> list[SelectionSetNode]:
    """The selection sets beneath fields that share a response key."""
    return [node.selection_set for node in nodes if node.selection_set is not None]
