"""Fixtures of the walk over all pages."""

from tests.journeys.fixtures import chromium, site_of_module
from tests.world.fixtures import built_world, world_of_module

__all__ = ["built_world", "chromium", "site_of_module", "world_of_module"]
