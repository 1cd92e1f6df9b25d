"""The program with a window wants a screen and says so; its trial of itself ends with 0 or as a fault."""

import pytest

from planner.errors import UserError
from planner.plan.answer import without_plan
from planner.solve.outcome import Status
from ui import app


def test_without_a_screen_the_window_is_refused_with_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(app.sys, "platform", "linux")
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    with pytest.raises(UserError, match=r"There is no screen .* 'plan CASE'"):
        app.run(None)


@pytest.mark.parametrize("answer", [None, without_plan(Status.STOPPED_WITHOUT_PLAN), without_plan(Status.FAILED)])
def test_a_selftest_without_a_plan_is_a_fault_of_the_program(
    answer: object, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], qapp: object
) -> None:
    monkeypatch.setattr(app, "_plan_the_sample", lambda window, application: answer)
    assert app.selftest() == 5
    assert capsys.readouterr().err.startswith("selftest failed: ")


def test_the_selftest_plans_the_sample(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], qapp: object
) -> None:
    monkeypatch.setattr(app, "_TRY_GAP", 0.5)  # the first plan will do
    assert app.selftest() == 0
    assert capsys.readouterr().out.startswith("selftest passed: ")
