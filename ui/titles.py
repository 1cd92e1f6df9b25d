"""Decides what the pages are called, in the order of the work; known to commands that know no page."""

from __future__ import annotations

from collections.abc import Mapping

TITLES: Mapping[str, str] = {
    "start": "Start",
    "data": "Data",
    "checks": "Checks",
    "exposure": "Exposure",
    "plan": "Plan",
    "playbook": "Playbook",
    "why": "Why",
    "compare": "Compare",
    "licences": "Licences",
    "report": "Report",
}
"""By page, in the order of the sidebar."""
