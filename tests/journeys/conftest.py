"""Fixtures of the journeys."""

from tests.journeys.fixtures import browser_page, chromium, site
from tests.world.fixtures import built_world, world

__all__ = ["browser_page", "built_world", "chromium", "site", "world"]
