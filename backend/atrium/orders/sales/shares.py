"""How a payment is shared among what was ordered: to the smallest unit, so that all sums agree."""

from __future__ import annotations

from collections.abc import Iterable, Sequence


def apportioned(amount: int, weights: Sequence[int]) -> list[int]:
    """The amount split in proportion to the weights (their sum above zero) by the largest remainder.

    Each part is its exact share rounded down; what is left of the amount goes, one smallest unit each, to the parts
    that lost most by the rounding, of equal ones to the first. The parts add up to the amount.
    """
    whole = sum(weights)
    parts = [amount * weight // whole for weight in weights]
    by_loss = sorted(range(len(weights)), key=lambda place: (-(amount * weights[place] % whole), place))
    for place in by_loss[: amount - sum(parts)]:
        parts[place] += 1
    return parts


def shared(amount: int, totals: Sequence[int], earlier: Iterable[int] = ()) -> list[int]:
    """What of a payment is for each line of its order, after the `earlier` payments in their order.

    The rule: a payment is shared among the lines in proportion to what is still unpaid of each, by the largest
    remainder. So no line is paid more than it costs, all shares of a payment add up to it, and once the order is paid
    in full all shares of a line add up to its total. A free line gets nothing.
    """
    unpaid = list(totals)
    for paid in earlier:
        parts = apportioned(paid, unpaid)
        unpaid = [left - part for left, part in zip(unpaid, parts, strict=True)]
    return apportioned(amount, unpaid)
