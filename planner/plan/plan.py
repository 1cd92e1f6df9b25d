"""Decides what a plan is: frozen tables and the figures on top of them, answering one case."""

from __future__ import annotations

from dataclasses import dataclass

from planner.tables import results


@dataclass(frozen=True, slots=True)
class Plan:
    """The answer as tables.

    Attributes:
        fingerprint: of the case it answers (``Case.fingerprint``).
        risk_weight: the weight of the tail it was made for.
        objective: (1 - risk_weight) * expected_cost + risk_weight * cvar, in case currency.
        expected_cost: probability-weighted discounted cost.
        cvar: mean cost of the worst 1 - cvar_level of the probability.
        worst_cost: cost of the worst scenario.
        nodes to costs: the tables of ``planner.tables.results``; a quantity of zero has no row, but every node has a
            row in ``nodes`` and in ``costs``.
    """

    fingerprint: str
    risk_weight: float
    objective: float
    expected_cost: float
    cvar: float
    worst_cost: float
    nodes: tuple[results.NodeLine, ...]
    decisions: tuple[results.DecisionLine, ...]
    orders: tuple[results.OrderLine, ...]
    waiting: tuple[results.WaitingLine, ...]
    reserved: tuple[results.ReservedLine, ...]
    shipments: tuple[results.ShipmentLine, ...]
    stock: tuple[results.StockLine, ...]
    production: tuple[results.ProductionLine, ...]
    use: tuple[results.UseLine, ...]
    shortages: tuple[results.ShortageLine, ...]
    limits_broken: tuple[results.BrokenLimitLine, ...]
    scenario_costs: tuple[results.ScenarioCostLine, ...]
    costs: tuple[results.CostLine, ...]
