"""An act may change who is calling: signing in, entering a client's account.

Permissions are settled once, before anything runs. What the operation asks after such an act, of its answer as of the
acts that follow, is asked by somebody else, and is settled anew for them.
"""

from __future__ import annotations

from typing import Any

from graphql import GraphQLResolveInfo, get_named_type

from atrium.graph.context import Context
from atrium.graph.permits import permit_act, permit_answer
from atrium.principal import Principal


def permit_act_of(info: Any) -> Principal:
    """Before an act: settle it anew where an earlier act of the operation has changed who is calling.

    Answers who calls. Raises as `Permit.enforce`.
    """
    raw: GraphQLResolveInfo[Context] = info._raw_info
    context = raw.context
    if context.principal is not context.permitted and context.prepared is not None:
        scope = context.prepared.scope(context.flags)
        permit_act(raw.schema, raw.parent_type, raw.field_nodes, scope, context.principal).enforce(context.principal)
    return context.principal


def permit_answer_of(info: Any, caller: Principal) -> None:
    """After an act of this caller: settle what is asked of its answer anew where the act has changed who is calling.

    Raises as `Permit.enforce`.
    """
    raw: GraphQLResolveInfo[Context] = info._raw_info
    context = raw.context
    if context.principal is not caller and context.prepared is not None:
        scope, kind = context.prepared.scope(context.flags), get_named_type(raw.return_type)
        permit_answer(raw.schema, kind, raw.field_nodes, scope, context.principal).enforce(context.principal)
