"""Decides where the files that come with the program lie."""

import sys
from pathlib import Path

from planner.errors import UserError


def folder() -> Path:
    """The resources folder, in the source tree or beside a frozen program.

    Raises:
        UserError: it is not there, so the installation is damaged.
    """
    frozen = getattr(sys, "_MEIPASS", None)  # set by PyInstaller: the folder its data files are unpacked in
    home = Path(frozen) if frozen else Path(__file__).resolve().parents[2]
    found = home / "resources"
    if not found.is_dir():
        raise UserError(f"The folder {found}, which comes with the program, is missing.", "Install the program again.")
    return found


def file(*parts: str) -> Path:
    """A file in the resources folder.

    Raises:
        UserError: it is not there, so the installation is damaged.
    """
    found = folder().joinpath(*parts)
    if not found.is_file():
        raise UserError(f"The file {found}, which comes with the program, is missing.", "Install the program again.")
    return found
