"""Decides what is remembered of imports beside the case: how each kind of export was read, until it is forgotten."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from typing import Any

from PySide6.QtCore import QSettings

_GROUP = "imports"
_MOST = 100
"""How many kinds of exports are remembered; the oldest go."""


class ImportMemory:
    """Mappings by the signature of an export, in the settings of the program.

    Args:
        settings: outlive the session.
    """

    def __init__(self, settings: QSettings) -> None:
        self._settings = settings

    def all(self) -> dict[str, Mapping[str, Any]]:
        """Every mapping remembered, by signature; what cannot be read is passed over."""
        kept = {signature: self._read(signature) for signature in self._signatures()}
        return {signature: one["mapping"] for signature, one in kept.items() if one is not None}

    def keep(self, signature: str, mapping: Mapping[str, Any]) -> None:
        """Remember a mapping, as ``planner.store.erp.remembered`` gives it."""
        told = {"when": date.today().isoformat(), "mapping": dict(mapping)}
        self._settings.setValue(f"{_GROUP}/{signature}", json.dumps(told))
        ages = {one: (self._read(one) or {}).get("when", "") for one in self._signatures() if one != signature}
        for old in sorted(ages, key=lambda one: ages[one])[: max(0, len(ages) + 1 - _MOST)]:
            self.forget(old)

    def forget(self, signature: str) -> None:
        """Remember nothing of such exports any more."""
        self._settings.remove(f"{_GROUP}/{signature}")

    def _signatures(self) -> list[str]:
        self._settings.beginGroup(_GROUP)
        try:
            return list(self._settings.childKeys())
        finally:
            self._settings.endGroup()

    def _read(self, signature: str) -> dict[str, Any] | None:
        try:
            told = json.loads(str(self._settings.value(f"{_GROUP}/{signature}", "")))
        except ValueError:
            return None
        return told if isinstance(told, dict) and isinstance(told.get("mapping"), dict) else None
