"""From a GraphQL request to the bytes of its answer.

A query whose root fields are all compiled never meets graphql-core's executor once its document is known: its
statements are
run and their JSON is spliced in. Everything else (mutations, unions, introspection, reports) is graphql-core's, with an
executor that takes finished values as they are.
"""

from __future__ import annotations

import inspect
from dataclasses import dataclass
from typing import Any

import orjson
from graphql import GraphQLSchema, OperationDefinitionNode, OperationType
from graphql.execution import execute
from graphql.execution.executor_throwing_on_incremental import ExecutorThrowingOnIncremental

from atrium import database
from atrium.graph.context import Context
from atrium.graph.documents import Documents, Prepared
from atrium.graph.guard import Gauge, check, limits
from atrium.graph.masking import error_body, error_entry
from atrium.graph.permits import permit
from atrium.graph.reading.dialects import dialect_named
from atrium.graph.reading.run import Reading, Root, compiled
from atrium.graph.reading.selection import Fields


@dataclass(frozen=True, slots=True)
class Answer:
    """The body to send. `executed` is false when the request itself was refused (GraphQL over HTTP: no `data`).

    `code` is the first error's code, for the metrics; "" for a clean answer.
    """

    body: bytes
    executed: bool
    code: str = ""


class FinishingExecutor(ExecutorThrowingOnIncremental):
    """graphql-core's executor, which accepts JSON that is already finished."""

    def complete_value(
        self, return_type: Any, field_details_list: Any, info: Any, path: Any, result: Any, position_context: Any
    ) -> Any:
        if type(result) is orjson.Fragment:
            return result
        return super().complete_value(return_type, field_details_list, info, path, result, position_context)


class Engine:
    """Answers requests against one schema. `roots`: the compiled root fields of Query by name."""

    def __init__(self, schema: GraphQLSchema, roots: dict[str, Root]) -> None:
        self.schema = schema
        self.roots = roots
        self.documents = Documents(schema)

    async def answer(
        self, query: str, variables: dict[str, Any], operation_name: str | None, context: Context
    ) -> Answer:
        """Never raises: every fault becomes a coded or a masked error."""
        try:
            prepared = self._prepared(query, variables, operation_name, context)
            if isinstance(prepared, list):
                return refused(prepared, context)
            operation = prepared.operation(operation_name)
            context.engine, context.prepared = self, prepared
            context.variables = self.documents.variables(prepared, operation, variables)
            context.flags = prepared.flags(context.variables)
            self._enforce(prepared, operation, operation_name, context)
        except Exception as fault:
            return refused([fault], context)
        fields = self._compiled_roots(prepared, operation, context)
        if fields is not None:
            return await self._spliced(fields, context)
        context.wrote = operation.operation is OperationType.MUTATION
        return await self._executed(prepared, operation, variables, context)

    def _prepared(
        self, query: str, variables: dict[str, Any], operation_name: str | None, context: Context
    ) -> Prepared | list[Exception]:
        """The document, within its limits and valid; or its faults. Limits come first: validation costs more."""
        known, signed_in = self.documents.recall(query), not context.principal.is_nobody
        if known is not None:
            check(known.gauge.measure(operation_name, variables), context.door, signed_in=signed_in)
            return known
        document = self.documents.parsed(query, limits(context.door, signed_in=signed_in).tokens)
        gauge = Gauge(document, self.schema)
        check(gauge.measure(operation_name, variables), context.door, signed_in=signed_in)
        found = self.documents.prepare(query, document, gauge)
        return list(found) if isinstance(found, list) else found

    def _enforce(
        self, prepared: Prepared, operation: OperationDefinitionNode, name: str | None, context: Context
    ) -> None:
        who = context.principal
        mode = who.impersonating and who.impersonating.mode
        key = (name, context.flags, who.door, who.kind, who.permissions, mode)
        found = prepared.permits.recall(key)
        if found is None:
            found = prepared.permits.keep(key, permit(self.schema, operation, prepared.scope(context.flags), who))
        found.enforce(who)
        context.permitted = who

    def _compiled_roots(
        self, prepared: Prepared, operation: OperationDefinitionNode, context: Context
    ) -> Fields | None:
        """The root fields when every one of them is compiled, else None."""
        if operation.operation is not OperationType.QUERY:
            return None
        key = (operation.name.value if operation.name else None, context.flags)
        if key not in prepared.roots:
            fields = prepared.scope(context.flags).fields([operation.selection_set], "Query")
            spliced = all(nodes[0].name.value in self.roots for nodes in fields.values())
            prepared.roots.keep(key, (fields,) if spliced else ())
        found = prepared.roots.recall(key)
        return found[0] if found else None

    def reading(self, root: Root, nodes: list[Any], parent_type: str, context: Context) -> Reading:
        """The compiled form of a selection of this request's document."""
        assert context.prepared is not None
        key = (tuple(map(id, nodes)), root.target, context.flags)
        found = context.prepared.readings.recall(key)
        if found is None:
            scope, dialect = context.prepared.scope(context.flags), dialect_named(database.dialect())
            found = compiled(root, nodes, parent_type, scope, dialect, self.schema)
            context.prepared.readings.keep(key, found)
        return found

    async def _spliced(self, fields: Fields, context: Context) -> Answer:
        assert context.variables is not None
        data: dict[str, Any] = {}
        try:
            statements = []
            for key, nodes in fields.items():  # all are ready before one is run: a refusal leaves nothing done
                reading = self.reading(self.roots[nodes[0].name.value], nodes, "Query", context)
                statements.append((key, reading, reading.statement(context.variables, context.principal)))
            for key, reading, (sql, params) in statements:
                text = await database.fetch_text(sql, params)
                data[key] = None if text is None else reading.computing.finished(text)
        except Exception as fault:
            return unanswered(None, [error_entry(fault, context, path=[key])])
        return Answer(orjson.dumps({"data": data}), True)

    async def _executed(
        self, prepared: Prepared, operation: OperationDefinitionNode, variables: dict[str, Any], context: Context
    ) -> Answer:
        pending = execute(
            self.schema, prepared.document, context_value=context, variable_values=variables,
            operation_name=operation.name.value if operation.name else None, executor_class=FinishingExecutor,
            hide_suggestions=True,
        )  # fmt: skip
        result = await pending if inspect.isawaitable(pending) else pending
        if not result.errors:
            return Answer(orjson.dumps({"data": result.data}), True)
        entries = [error_entry(fault, context) for fault in result.errors]
        if operation.operation is OperationType.QUERY:
            return unanswered(result.data, entries)
        return Answer(orjson.dumps({"data": result.data, "errors": entries}), True, entries[0]["extensions"]["code"])


def unanswered(data: Any, entries: list[dict[str, Any]]) -> Answer:
    """What a query with errors answers, whichever way its roots are read.

    It changes nothing, so a fault of the request (an argument that cannot be) refuses all of it, as if it had not been
    executed. Only a surprise of ours leaves the rest of the answer standing.
    """
    refusing = [entry for entry in entries if entry["extensions"]["code"] != "INTERNAL"]
    if refusing:
        return Answer(error_body(refusing), False, refusing[0]["extensions"]["code"])
    return Answer(orjson.dumps({"data": data, "errors": entries}), True, entries[0]["extensions"]["code"])


def refused(faults: list[Exception], context: Context) -> Answer:
    """The request itself is refused: nothing was executed, so there is no `data`."""
    entries = [error_entry(fault, context) for fault in faults]
    return Answer(error_body(entries), False, entries[0]["extensions"]["code"])
