"""A file that Excel has open is known by the mark it leaves beside it, while the mark is fresh."""

from __future__ import annotations

import os
import time
from pathlib import Path

from planner.store.elsewhere import open_in_excel


def test_old_marks_of_excel_count_for_nothing(tmp_path: Path) -> None:
    mark = tmp_path / "~$prices.xlsx"
    mark.write_text("")
    assert open_in_excel(tmp_path / "prices.xlsx")
    assert open_in_excel(tmp_path / "XXprices.xlsx")
    os.utime(mark, (time.time() - 30 * 24 * 3600,) * 2)
    assert not open_in_excel(tmp_path / "prices.xlsx")
