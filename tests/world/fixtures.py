"""The built world, once for each process of the tests, and copies of it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from pytest_django import DjangoDbBlocker

from tests import databases
from tests.world.building import two_systems_world
from tests.world.places import World


@pytest.fixture(scope="session")
def built_world(
    server_url: str, migrated_template: str, django_test_environment: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[tuple[str, World]]:
    """Name of a database that holds the world and nothing else, and the world."""
    with (
        django_db_blocker.unblock(),
        databases.copy(server_url, migrated_template) as name,
    ):
        with databases.connected_to(name):
            world = two_systems_world()
        yield name, world


@pytest.fixture(scope="module")
def world_of_module(
    server_url: str, built_world: tuple[str, World], django_db_blocker: DjangoDbBlocker
) -> Iterator[World]:
    """The world in a database for all tests of a module that only look, or that do not mind one another."""
    yield from _copied(server_url, built_world, django_db_blocker)


@pytest.fixture
def world(
    server_url: str, built_world: tuple[str, World], django_db_blocker: DjangoDbBlocker
) -> Iterator[World]:
    """The world in a database of this test's own, where commits are real."""
    yield from _copied(server_url, built_world, django_db_blocker)


def _copied(
    server_url: str, built_world: tuple[str, World], django_db_blocker: DjangoDbBlocker
) -> Iterator[World]:
    template, built = built_world
    with (
        django_db_blocker.unblock(),
        databases.copy(server_url, template) as name,
        databases.connected_to(name),
    ):
        yield built
