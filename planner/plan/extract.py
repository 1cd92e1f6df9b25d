"""Decides how a solver's values become a plan: the tables of the contract, in the user's names."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from planner.facts.cover import months_of_cover
from planner.facts.facts import NO_REDESIGN
from planner.model.begun import Begun
from planner.model.build import Model
from planner.model.costs import COSTS, closing_credit, discount, owned_at_start
from planner.model.program import Column
from planner.plan.figures import figures_of
from planner.plan.plan import Plan
from planner.tables import results

NOTHING = 1e-7
"""A quantity up to this is the solver's noise and has no row."""

OVER_THE_HORIZON = ("max_share", "min_share", "min_fill")
"""Limits that are broken in a scenario; the others are broken at a node."""


def extract(model: Model, values: Sequence[float], fingerprint: str) -> Plan:
    """The plan in a point of the model.

    Args:
        model: the model that was solved.
        values: one value per column of the model.
        fingerprint: of the case the model was built from.
    """
    return _Reader(model, values).plan(fingerprint)


class _Reader:
    """Reads one point of one model; each method gives one table."""

    def __init__(self, model: Model, values: Sequence[float]) -> None:
        self.sets = model.sets
        self.facts = model.sets.facts
        self.v = model.variables
        self.values = values
        self.risk_weight = model.risk_weight
        start = self.facts.settings.start_month
        self.months = [start + t for t in model.sets.month]

    def plan(self, fingerprint: str) -> Plan:
        costs = self.costs()
        scenario_costs = self.scenario_costs(costs)
        figures = figures_of(scenario_costs, self.facts.settings.cvar_level, self.risk_weight)
        return Plan(
            fingerprint=fingerprint,
            risk_weight=self.risk_weight,
            objective=figures.objective,
            expected_cost=figures.expected_cost,
            cvar=figures.cvar,
            worst_cost=figures.worst_cost,
            nodes=self.nodes(),
            decisions=self.decisions(),
            orders=self.orders(),
            waiting=self.waiting(),
            reserved=self.reserved(),
            shipments=self.shipments(),
            stock=self.stock(),
            production=self.production(),
            use=self.use(),
            shortages=self.shortages(),
            limits_broken=self.limits_broken(),
            scenario_costs=scenario_costs,
            costs=costs,
        )

    def _amount(self, column: Column | None) -> float:
        """The value of a column; 0 for one that does not exist or for noise."""
        if column is None:
            return 0.0
        value = float(self.values[column.position])
        return value if abs(value) > NOTHING else 0.0

    def nodes(self) -> tuple[results.NodeLine, ...]:
        return tuple(
            results.NodeLine(
                node=n,
                parent=node.parent if node.parent >= 0 else None,
                month=self.months[n],
                probability=node.probability,
                scenarios=tuple(self.facts.scenarios[w].name for w in node.scenarios),
            )
            for n, node in enumerate(self.sets.tree.nodes)
        )

    def decisions(self) -> tuple[results.DecisionLine, ...]:
        facts, sets, v = self.facts, self.sets, self.v
        kinds = (
            ("qualify", [one.name for one in facts.qualifications], sets.qualifications, v.qualified),
            ("redesign", [one.name for one in facts.redesigns], sets.redesigns, v.redesigned),
            ("contract", [one.name for one in facts.contracts], sets.contracts, v.signed),
        )
        found = [
            results.DecisionLine(node=n, month=self.months[n], kind=kind, name=names[index])
            for kind, names, all_begun, columns in kinds
            for index, begun in enumerate(all_begun)
            for n in begun.starts
            if self._begins(begun, columns, index, n)
        ]
        return tuple(sorted(found, key=lambda line: line.node))

    def _begins(self, begun: Begun, columns: dict[tuple[int, int], Column], index: int, n: int) -> bool:
        before = begun.before(n, self.sets.tree)
        now = self._amount(columns[index, n])
        return now - (self._amount(columns[index, before]) if before >= 0 else 0.0) > 0.5

    def orders(self) -> tuple[results.OrderLine, ...]:
        lines = []
        for (o, n), column in self.v.order.items():
            quantity = self._amount(column)
            if not quantity:
                continue
            offer = self.facts.offers[o]
            price = offer.price * self.sets.tree.outlook.price[n][offer.pair]
            saved = sum(
                (price - self.facts.contracts[c].price) * self._amount(self.v.reserved.get((c, n)))
                for c in offer.contracts
            )
            delay = self.sets.tree.outlook.delay[n][offer.pair] if offer.production == 0 else 0
            lines.append(
                results.OrderLine(
                    node=n,
                    month=self.months[n],
                    offer=offer.name,
                    supplier=self.facts.suppliers[offer.supplier].name,
                    item=self.facts.items[offer.item].name,
                    quantity=quantity,
                    cost=price * quantity - saved,
                    arrives=self.months[n] + (offer.production + offer.transit + delay),
                )
            )
        return tuple(sorted(lines, key=lambda line: line.node))

    def waiting(self) -> tuple[results.WaitingLine, ...]:
        lines = [
            results.WaitingLine(node=n, month=self.months[n], offer=self.facts.offers[o].name, quantity=quantity)
            for (o, n), column in self.v.wait.items()
            if (quantity := self._amount(column))
        ]
        return tuple(sorted(lines, key=lambda line: line.node))

    def reserved(self) -> tuple[results.ReservedLine, ...]:
        lines = [
            results.ReservedLine(node=n, month=self.months[n], contract=self.facts.contracts[c].name, quantity=quantity)
            for (c, n), column in self.v.reserved.items()
            if (quantity := self._amount(column))
        ]
        return tuple(sorted(lines, key=lambda line: line.node))

    def shipments(self) -> tuple[results.ShipmentLine, ...]:
        lines = []
        for (part, n), column in self.v.ship.items():
            quantity = self._amount(column)
            if quantity:
                piece = self.facts.parts[part]
                pool = self.facts.pools[piece.pool]
                lines.append(
                    results.ShipmentLine(
                        node=n,
                        month=self.months[n],
                        offer=self.facts.offers[piece.offer].name,
                        item=self.facts.items[pool.item].name,
                        pool=pool.name,
                        quantity=quantity,
                        arrival_month=self.facts.settings.start_month + self.sets.arrival[part, n],
                    )
                )
        return tuple(sorted(lines, key=lambda line: line.node))

    def stock(self) -> tuple[results.StockLine, ...]:
        held = {key: self._amount(column) for key, column in self.v.stock.items()}
        total: dict[tuple[int, int], float] = defaultdict(float)
        for (g, n), quantity in held.items():
            total[self.facts.pools[g].item, n] += quantity
        lines = []
        for (g, n), quantity in held.items():
            if quantity:
                pool = self.facts.pools[g]
                item = self.facts.items[pool.item]
                lines.append(
                    results.StockLine(
                        node=n,
                        month=self.months[n],
                        item=item.name,
                        pool=pool.name,
                        quantity=quantity,
                        months_of_cover=months_of_cover(total[pool.item, n], item.need, self.sets.month[n]),
                    )
                )
        return tuple(sorted(lines, key=lambda line: line.node))

    def production(self) -> tuple[results.ProductionLine, ...]:
        lines = []
        for (d, n), column in self.v.build.items():
            quantity = self._amount(column)
            if quantity:
                product, design = self._names(d)
                lines.append(
                    results.ProductionLine(
                        node=n, month=self.months[n], product=product, design=design, quantity=quantity
                    )
                )
        return tuple(sorted(lines, key=lambda line: line.node))

    def use(self) -> tuple[results.UseLine, ...]:
        units = {(d, item): need for d, design in enumerate(self.facts.designs) for item, need in design.use}
        taken = [
            (d, g, n, units[d, item] * self._amount(self.v.build.get((d, n))))
            for (d, item, n), g in self.sets.single.items()
        ]
        taken += [(d, g, n, self._amount(column)) for (d, g, n), column in self.v.use.items()]
        lines = []
        for d, g, n, quantity in taken:
            if quantity > NOTHING:
                product, design = self._names(d)
                pool = self.facts.pools[g]
                lines.append(
                    results.UseLine(
                        node=n,
                        month=self.months[n],
                        product=product,
                        design=design,
                        item=self.facts.items[pool.item].name,
                        pool=pool.name,
                        quantity=quantity,
                    )
                )
        return tuple(sorted(lines, key=lambda line: line.node))

    def shortages(self) -> tuple[results.ShortageLine, ...]:
        lines = []
        for (p, n), column in self.v.lost.items():
            lost, late = self._amount(column), self._amount(self.v.late.get((p, n)))
            if lost or late:
                name = self.facts.products[p].name
                lines.append(
                    results.ShortageLine(node=n, month=self.months[n], product=name, lost=lost, backordered=late)
                )
        return tuple(sorted(lines, key=lambda line: line.node))

    def limits_broken(self) -> tuple[results.BrokenLimitLine, ...]:
        amounts: dict[tuple[int, int], float] = defaultdict(float)
        for (index, _, n), column in self.v.slack.items():
            amounts[index, n] += self._amount(column)
        lines = []
        for (index, n), amount in amounts.items():
            if not amount:
                continue
            limit = self.facts.limits[index]
            cost = discount(self.sets, self.sets.month[n]) * (limit.penalty or 0.0) * amount
            if limit.kind in OVER_THE_HORIZON:
                places = [self.facts.scenarios[w].name for w in self.sets.tree.nodes[n].scenarios]
            else:
                places = [str(n)]
            lines += [
                results.BrokenLimitLine(limit=limit.words, scenario_or_node=place, amount=amount, cost=cost)
                for place in places
            ]
        return tuple(lines)

    def costs(self) -> tuple[results.CostLine, ...]:
        terms: list[dict[str, float]] = [dict.fromkeys(results.COST_TERMS, 0.0) for _ in self.months]
        for cost in COSTS:
            if cost is not closing_credit:
                for n, column, factor in cost(self.sets, self.v):
                    terms[n][cost.__name__] += factor * self._amount(column)
        for leaf, credit in self._closing().items():
            terms[leaf][closing_credit.__name__] = credit
        return tuple(results.CostLine(node=n, month=self.months[n], **terms[n]) for n in range(len(self.months)))

    def _closing(self) -> dict[int, float]:
        """By leaf: the credit for what is owned at the end, as a cost."""
        here = [0.0] * len(self.months)
        for n, column, factor in closing_credit(self.sets, self.v):
            here[n] += factor * self._amount(column)
        owned = owned_at_start(self.sets)
        return {
            leaf: owned + sum(here[n] for n in self.sets.paths[leaf]) for leaf in dict.fromkeys(self.sets.tree.leaves)
        }

    def scenario_costs(self, costs: tuple[results.CostLine, ...]) -> tuple[results.ScenarioCostLine, ...]:
        node_cost = [sum(getattr(line, term) for term in results.COST_TERMS) for line in costs]
        return tuple(
            results.ScenarioCostLine(
                scenario=scenario.name,
                probability=scenario.probability,
                cost=sum(node_cost[n] for n in self.sets.paths[leaf]),
            )
            for scenario, leaf in zip(self.facts.scenarios, self.sets.tree.leaves, strict=True)
        )

    def _names(self, d: int) -> tuple[str, str]:
        design = self.facts.designs[d]
        return self.facts.products[design.product].name, design.name if design.redesign is not None else NO_REDESIGN
