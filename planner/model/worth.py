"""Decides which orders can be worth placing at all, so that no other needs a variable."""

from __future__ import annotations

from planner.facts.facts import Facts
from planner.model.credit import closing_credits
from planner.scenarios.tree import Tree

SHARES = ("max_share", "min_share")
STOCK_LIMITS = ("max_cover", "max_stock_value")
MONTHS_A_YEAR = 12.0


def matters(facts: Facts, tree: Tree, offer: int) -> tuple[bool, int]:
    """Whether orders of the offer can matter at all, and the last month in which one can.

    Goods that nobody can use or that arrive after the horizon earn at most what they cost, so they matter only to
    contracts and share limits, which count orders as such, to cover, which counts stock whoever may use it, and where
    tolling is a way to be rid of material.
    """
    one = facts.offers[offer]
    last = facts.months - 1
    counted = any(limit.kind in SHARES and offer in limit.of_offers for limit in facts.limits)
    if counted or one.contracts or rids_of_material(facts, tree, offer):
        return True, last
    tolled = any(item == one.item for other in facts.offers for item, _ in other.tolling)
    covered = any(limit.kind == "min_cover" and one.item in limit.items for limit in facts.limits)
    usable = any(facts.pools[facts.parts[part].pool].products for part in one.parts)
    return tolled or covered or usable, last - one.production - one.transit


def rids_of_material(facts: Facts, tree: Tree, offer: int) -> bool:
    """Whether an order could pay only because it takes material out of the store.

    It does where the material's stock is limited, or where the carrying it saves to the end of the horizon is more than
    the order loses: its price less its own closing credit, plus the credit of the material.
    """
    one = facts.offers[offer]
    if not one.tolling:
        return False
    materials = {item for item, _ in one.tolling}
    if any(facts.items[item].max_stock is not None for item in materials):
        return True
    if any(limit.kind in STOCK_LIMITS and materials & set(limit.items) for limit in facts.limits):
        return True
    settings = facts.settings
    credits_ = closing_credits(facts, tree)
    factors = [(1.0 + settings.discount_rate) ** (-t / MONTHS_A_YEAR) for t in range(facts.months)]
    worth = sum(units * credits_[item] for item, units in one.tolling) - credits_[one.item]
    carried = sum(units * facts.items[item].standard_cost for item, units in one.tolling)
    carried *= settings.carrying_cost_rate / MONTHS_A_YEAR
    for n, node in enumerate(tree.nodes):
        t = node.month
        if one.first <= t <= one.last:
            loss = factors[t] * one.price * tree.outlook.price[n][one.pair] + factors[-1] * worth
            if carried * sum(factors[t:]) > loss - 1e-9 * max(1.0, abs(loss)):
                return True
    return False


class Padding:
    """Whether goods may be ordered only for the share of order value they make up."""

    def __init__(self, facts: Facts, tree: Tree) -> None:
        self.facts = facts
        self.tree = tree
        self.credits = closing_credits(facts, tree)
        self.factors = [(1.0 + facts.settings.discount_rate) ** (-t / MONTHS_A_YEAR) for t in range(facts.months)]
        self.limits = [(limit, set(limit.offers), set(limit.of_offers)) for limit in facts.limits]

    def pays(self, offer: int, n: int) -> bool:
        """Whether one more unit ordered at n and never used can pay by what it does for shares alone.

        It loses its price less its closing credit; a soft limit it helps gives back at most the penalty on its weight
        in the share, and a hard one may need it at any cost.
        """
        one = self.facts.offers[offer]
        paid = one.price * self.tree.outlook.price[n][one.pair]
        gain = 0.0
        for limit, matching, counted in self.limits:
            if limit.kind not in SHARES or offer not in counted:
                continue
            helps = (offer in matching) == (limit.kind == "min_share")
            if helps and limit.penalty is None:
                return True
            if helps and limit.penalty is not None:
                weight = 1.0 - limit.value if limit.kind == "min_share" else limit.value
                gain += weight * limit.penalty * paid
        tolled = sum(units * self.credits[item] for item, units in one.tolling)
        loss = self.factors[self.tree.nodes[n].month] * paid + self.factors[-1] * (tolled - self.credits[one.item])
        return bool(self.factors[-1] * gain > loss - 1e-9 * max(1.0, abs(loss)))
