"""One table says who may do what; the public may do nothing and the product everything."""

import pytest

from saggar.platform.permits import PERMISSIONS, PRODUCT, PUBLIC, ROLES, Actor


@pytest.mark.parametrize("permission", PERMISSIONS)
def test_the_public_holds_no_permission(permission):
    """Without signing in nothing is allowed."""
    assert PUBLIC.holds(permission) is False


@pytest.mark.parametrize("permission", PERMISSIONS)
def test_a_person_without_a_role_holds_no_permission(permission):
    """Signing in alone allows nothing."""
    assert Actor(user_id=1, organisation_id=1).holds(permission) is False


@pytest.mark.parametrize("permission", PERMISSIONS)
def test_the_product_holds_every_permission(permission):
    """Whoever runs the command line holds the machine."""
    assert PRODUCT.holds(permission) is True


@pytest.mark.parametrize("role", ROLES)
def test_a_role_holds_what_the_table_says_and_no_more(role):
    """The table is the whole truth."""
    actor = Actor(user_id=1, organisation_id=1, roles=frozenset({role}))
    held = {permission for permission in PERMISSIONS if actor.holds(permission)}
    assert held == ROLES[role].permissions


def test_two_roles_add_up():
    """Somebody with two roles can do what either may."""
    pair = list(ROLES)[:2]
    actor = Actor(user_id=1, roles=frozenset(pair))
    held = {permission for permission in PERMISSIONS if actor.holds(permission)}
    assert held == ROLES[pair[0]].permissions | ROLES[pair[1]].permissions


def test_every_permission_of_a_role_is_declared():
    """A typing mistake in the table cannot give or hide a permission."""
    named = {permission for role in ROLES.values() for permission in role.permissions}
    assert named - set(PERMISSIONS) == set()


def test_every_permission_is_held_by_some_role():
    """No page is out of everybody's reach."""
    named = {permission for role in ROLES.values() for permission in role.permissions}
    assert set(PERMISSIONS) - named == set()


def test_an_undeclared_permission_is_an_error_not_a_no():
    """A misspelt question never passes for an answer."""
    with pytest.raises(KeyError):
        PUBLIC.holds("levy.veiw")


def test_an_unknown_role_is_an_error():
    """A role that was taken out of the table does not silently lose its holder's rights."""
    with pytest.raises(KeyError):
        Actor(user_id=1, roles=frozenset({"wizard"})).holds("levy.view")
