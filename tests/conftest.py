"""Decides what every test may rely on: no screen, no network, the same examples every time."""

import os
import socket
import sys

import pytest
from hypothesis import settings

from tests.budget import FULL

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
settings.register_profile("same_every_time", derandomize=True, deadline=None, database=None)
settings.load_profile("same_every_time")

_LOCAL = ("127.0.0.1", "::1", "localhost")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--full", action="store_true", help="try every example of the property tests, not a tenth")
    parser.addoption("--benchmarks", action="store_true", help="measure: run tests/benchmarks, and nothing else")


def pytest_configure(config: pytest.Config) -> None:
    if config.getoption("full"):
        os.environ[FULL] = "1"  # before the test modules are imported, whose decorators read it
    sys.addaudithook(_refuse_network)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Benchmarks run when asked for, and then alone: beside other tests their figures would mean nothing."""
    wanted = bool(config.getoption("benchmarks"))
    measuring = [item for item in items if item.path.parent.name == "benchmarks"]
    kept = measuring if wanted else [item for item in items if item not in set(measuring)]
    config.hook.pytest_deselected(items=[item for item in items if item not in set(kept)])
    items[:] = kept


def _refuse_network(event: str, arguments: tuple[object, ...]) -> None:
    if event == "socket.connect" and not _is_local(arguments[1]):
        raise AssertionError(f"a test reached for the network: {arguments[1]!r}")
    if event == "socket.getaddrinfo" and arguments[0] not in (*_LOCAL, None, ""):
        raise AssertionError(f"a test looked up the network name {arguments[0]!r}")


def _is_local(address: object) -> bool:
    if not isinstance(address, tuple):  # a Unix socket's path
        return hasattr(socket, "AF_UNIX")
    return address[0] in _LOCAL
