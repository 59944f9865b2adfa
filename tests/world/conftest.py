"""The world itself is tested, too."""

from tests.world.fixtures import built_world, world, world_of_module

__all__ = ["built_world", "world", "world_of_module"]
