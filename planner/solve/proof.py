"""Decides how the bound is lifted: the relaxation, cuts, paths planned alone, then a search over starts."""

from __future__ import annotations

from functools import cached_property

import highspy
import numpy as np

from planner.solve.apart import Apart
from planner.solve.arrays import LARGE, Arrays, Floats
from planner.solve.branch import Branch, Wish
from planner.solve.branching import StartSearch
from planner.solve.closed import Again, Kept
from planner.solve.closing import Closings
from planner.solve.cuts import Cuts
from planner.solve.diving import Dive
from planner.solve.finishing import finished
from planner.solve.relaxation import Relaxation
from planner.solve.session import How, Watch
from planner.solve.task import Task
from planner.solve.trail import Trail, shape_of, written
from planner.solve.whole import Whole

SOLVES = 6
"""Relaxations of the search over starts solved at a time."""

DIVE_EVERY = 40
"""Relaxations solved until the best branch of a large model is dived from again."""

STILL_OPEN = 40
"""Branches that are still open at the end of which is kept where they stood, the lowest."""

Found = tuple[list[Floats], list[Wish]]
"""Relaxed plans, one value a column; and starts of which a plan should be made."""


class Proof:
    """The line of work that lifts the bound.

    What the other line finds is told between turns alone, so that the same case and seed take the same steps however
    fast either line runs.

    Attributes:
        how: LIMIT while there is more to do; OPTIMAL when the bound can be lifted no more; else why it ended.
        longest: the work of the longest step of the last turn.
    """

    def __init__(self, task: Task, *, watch: Watch, second: Watch, known: Trail | None = None) -> None:
        """Take a task, and the trail of a like one; ``watch`` is this line's, ``second`` the other's."""
        self._task = task
        self.decisions = task.decisions
        self.record = record = task.record
        self._gap = task.gap
        self._seed = task.seed
        self.watch = watch
        self.seconds = task.seconds
        self.how = How.LIMIT
        self.longest = 0.0
        arrays = task.arrays
        self.relaxation = Relaxation(
            arrays, Cuts(task.model), seed=task.seed, watch=watch, seconds=task.seconds, told=record.bounded
        )
        self._large = len(arrays.cost) > LARGE
        self._dive: Dive | None = None
        self._dive_at = 0
        self._unread: Floats | None = None
        self._found: tuple[Floats, float] | None = None
        self._ceiling: float | None = None
        self._best: Floats | None = None  # the best plan when last the lines met
        self._search: StartSearch | None = None
        self._model = task.model
        self._second = second
        self._apart: tuple[Apart, Apart] | None = None
        self._ahead = 0.0  # how much more has been spent on paths than on the search
        self._shape = shape_of(arrays)
        self._known = known
        self._basis: highspy.HighsBasis | None = None
        self._shared = self._large or (known is not None and known.by_paths)
        self._meeting = False  # whether to meet before the turn is over
        self._kept = Kept()
        self._helped = False  # whether the other line had nothing to do when last it was met

    def turn(self, length: float) -> None:
        """Solve until so much work is done, nothing is left to prove, or the other line waits for what there is to
        tell."""
        meter = self.watch.meter
        until, self.longest = meter.spent + length, 0.0
        going = self.how is How.LIMIT
        while going:
            before = meter.spent
            self._step()
            self.longest = max(self.longest, meter.spent - before)
            going = self.how is How.LIMIT and not self._pausing and (meter.spent < until or self._at_a_stretch)

    @property
    def _pausing(self) -> bool:
        """Whether there is nothing left to prove, or the other line has nothing to do without what there is to tell."""
        search = self._search
        if search is not None and self._ceiling is not None and search.enough <= search.lowest < np.inf:
            return True
        unread = self._unread is not None and self._known is None  # else the plan it comes with is tried first
        told = unread or self._found is not None or bool(search and search.wishes)
        return self._meeting or (told and (self._ceiling is None or self._helped))

    def _step(self) -> None:
        root = self.relaxation
        if not root.solved and self._known is not None:
            self._resume(self._known)
        elif not root.solved:
            root.solve()
            self._unread = root.values
        elif not root.finished:
            if not root.tighten() and not self._large:
                self._unread = root.values
        else:
            self._branch()
        if root.how is not How.OPTIMAL:
            self.how = root.how

    def _resume(self, known: Trail) -> None:
        """Begin where a like case ended. The plan that comes with it stands in for what the relaxation suggests, if it
        fits."""
        self.relaxation.resume(known, alike=known.shape == self._shape)
        self._unread = self.relaxation.values
        if self.relaxation.how is How.OPTIMAL:  # the plan may be good enough, and the other line gets its paths at once
            self._meeting = not known.by_paths or self._alone is not None

    def _branch(self) -> None:
        """Plan a path alone, or search over starts; where no branch is open, the lowest leaf."""
        alone, search = self._alone, self._started()
        search.ceiling = self._ceiling
        if self._closings.opening:
            self._finish_or_go_on(self._search_on(search), search)
            return
        if self._large and search.open and search.branches.count >= self._dive_at:
            self._go_on_diving(search)
            return
        before = self.watch.meter.spent
        behind = (self._large or self._ahead <= 0.0) and alone.promise >= search.lowest
        following = alone.leads or bool(search.splits.ahead)
        if following:
            turn_of_paths = alone.leads
        else:
            turn_of_paths = not alone.finished and (behind or not (search.open or search.holding))
        how = alone.go() if turn_of_paths else self._search_on(search)
        self._meeting = following and not (alone.at_a_stretch if turn_of_paths else bool(search.splits.ahead))
        self._ahead += (1.0 if turn_of_paths else -1.0) * (self.watch.meter.spent - before)
        self._finish_or_go_on(how, search)

    def _finish_or_go_on(self, how: How, search: StartSearch) -> None:
        """Once no branch is open and no path is left, the lowest leaf."""
        if how is How.OPTIMAL and not self._alone.finished:
            how = How.LIMIT
        if how is How.OPTIMAL:
            leaf = search.leaf()
            if leaf is not None:
                how = self._finish(leaf, search)
            elif self._ceiling is None and search.left_out == np.inf:
                how = How.INFEASIBLE
        self.how = how

    def _search_on(self, search: StartSearch) -> How:
        """Search over starts; what holds the bound back is closed without splitting it where that may do."""
        closings, again = self._closings, self._again
        if again is not None and again.begin(search):
            return again.go(search)
        ordered = 0.0 if self._apart is None else self._apart[0].ordered
        if closings.begin(search, ordered):
            return closings.go(search)
        closings.opening &= bool(search.splits.ahead)
        return search.run(SOLVES)

    def _go_on_diving(self, search: StartSearch) -> None:
        """Ask for a plan with the starts that the lowest branch leads to, one step after the other."""
        if self._dive is None:
            self._dive = Dive(search, min(search.open))
        self._dive.step()
        if self._dive.over:
            if self._dive.found is not None:
                search.wish(self._dive.found, self._dive.found.bound)
            self._dive, self._dive_at = None, search.branches.count + DIVE_EVERY

    def _finish(self, leaf: Branch, search: StartSearch) -> How:
        """Lift the bound of a leaf by the solver's own branch and cut."""
        how, found = finished(leaf, search, self._strong, best=self._best, seed=self._seed, seconds=self.seconds)
        if found is not None and (self._found is None or found[1] < self._found[1]):
            self._found = found
        return how

    @property
    def beside(self) -> Apart | None:
        """The paths left to the other line; None until there are any."""
        return None if self._apart is None else self._apart[1]

    def meet(self, *, helped: bool) -> Found:
        """Tell what was found, and learn what the best plan costs and whether the other line has nothing else to do.

        Relaxed plans are told when there is the first, and when the cuts are in.
        """
        if self._found is not None:
            self.record.better(*self._found)
        if self._apart is not None:
            mine, beside = self._apart
            if self._shared:
                mine.share(beside)
                beside.share(mine)
            mine.others, beside.others = beside.lift, mine.lift
            if beside.how is How.INFEASIBLE:
                self.how = How.INFEASIBLE
            elif mine.how is not How.INFEASIBLE:
                self.record.bounded(mine.bound)
        relaxed = [self._unread] if self._unread is not None else []
        self._found = self._unread = None
        self._meeting = False
        self._ceiling, self._best = self.record.objective, self.record.values
        self._helped = helped
        wishes: list[Wish] = []
        if self._search is not None:
            self._search.ceiling = self._ceiling
            wishes, self._search.wishes = self._search.wishes, []
        return relaxed, wishes

    @property
    def _at_a_stretch(self) -> bool:
        return self._apart is not None and self._apart[0].at_a_stretch

    @property
    def long_ahead(self) -> bool:
        """Whether the next turn is a long one: branch and cut in a leaf, or along a large path."""
        if self._apart is None or self._search is None:
            return False
        mine, search = self._apart[0], self._search
        return mine.long_ahead or (mine.finished and not search.open and bool(search.leaves))

    @cached_property
    def _strong(self) -> Arrays:
        """The model with the cuts that bind; made when first a leaf is met."""
        return self.relaxation.tightened()

    @cached_property
    def _whole(self) -> Whole:
        return Whole(self._model, self.relaxation)

    @cached_property
    def _closings(self) -> Closings:
        trail = self._known
        return Closings(
            self._task,
            self._whole,
            self.relaxation.session,
            watch=self.watch,
            kept=self._kept,
            known={} if trail is None else trail.items,
            opening=trail is None or not (trail.by_paths or len(trail.search) > 1),  # else where it leads comes first
        )

    @cached_property
    def _again(self) -> Again | None:
        """The branches that a case of the same shape ended with; None where the trail is of no such case."""
        trail, root = self._known, self.relaxation
        if trail is None or trail.shape != self._shape or trail.cuts != root.about:
            return None
        items = self._closings.items
        if trail.closed and len(trail.figures) != len(
            items.figures
        ):  # an item that nothing is made of brings no column
            return None
        return Again(self._task, trail, items, self._whole.arrays, self._kept, watch=self.watch)

    def _keep(self, branch: Branch) -> None:
        """What closed a branch; where items did, more is kept of it already. A large basis takes long to write."""
        if len(branch.duals):
            self._kept.keep(branch.fixed, branch.duals, {}, None if self._large else branch.basis)

    def end(self) -> None:
        """Stop what is under way; nothing more is asked."""
        if self._search is not None:
            self._closings.end()
            if self._again is not None:
                self._again.end()

    @property
    def _alone(self) -> Apart:
        """The paths of this line, made while the session still holds the prices of the relaxation. In a large model
        the other line has one of two that are about as likely; in others its time is better spent on plans."""
        if self._apart is None:
            whole = self._whole
            parts = (whole.leaves[::2], whole.leaves[1::2]) if self._shared else (whole.leaves, ())
            mine, others = (
                Apart(
                    whole,
                    part,
                    self.decisions.starts,
                    seed=self._seed,
                    watch=watch,
                    seconds=self.seconds,
                    told=self.record.bounded,
                    trail=self._known,
                )
                for part, watch in zip(parts, (self.watch, self._second), strict=True)
            )
            self._apart = mine, others
        return self._apart[0]

    def _started(self) -> StartSearch:
        root = self.relaxation
        if self._search is None:
            assert root.values is not None
            assert root.bound is not None
            self._basis = root.session.basis()
            self._search = StartSearch(
                root.session,
                self.decisions.starts,
                bound=root.bound,
                values=root.values,
                gap=self._gap,
                watch=self.watch,
                seconds=self.seconds,
                told=self.record.bounded,
                closed=self._keep,
            )
            if self._known is not None:
                alike = self._again is not None
                self._search.follow(self._known.search, self._known.closed if alike else {})
        return self._search

    @property
    def trail(self) -> Trail | None:
        """How far the proof has come, for a case like this one; None before the relaxation was done with."""
        root, search = self.relaxation, self._search
        if not root.finished or root.how is not How.OPTIMAL:
            return None
        paths: tuple[Apart, ...] = self._apart or ()
        for branch in [] if search is None else sorted((*search.open, *search.leaves))[:STILL_OPEN]:
            if search is not None and not search.branches.over:  # else somebody waits
                self._keep(branch)
        return Trail(
            self._shape,
            written(self._basis or root.session.basis()),
            root.about,
            () if search is None else search.splits.steps,
            {leaf: steps for line in paths for leaf, steps in line.trails.items()},
            {} if search is None else self._closings.lifts,
            by_paths=bool(paths) and (search is None or paths[0].bound > search.lowest),
            closed=self._kept.closed,
            figures=self._closings.items.figures if self._kept.closed else (),
        )
