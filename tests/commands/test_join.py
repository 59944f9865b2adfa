"""`saggar join` makes the first system and the first person, and says what was typed wrong."""

import pytest

from saggar import cli
from saggar.organisations.models import Membership, Organisation, System
from saggar.people.models import User
from saggar.platform.notices.models import Notice

pytestmark = pytest.mark.django_db
TYPED = {
    "--system": "Moorland",
    "--ods-code": "QXX",
    "--organisation": "Moorland Integrated Care Board",
    "--postcode": "ST16 2LP",
    "--name": "Amber Invented",
    "--email": "Amber@Example.org",
}


def joined(**changes) -> int:
    """Run the command as typed, with changes by option; its exit code."""
    typed = TYPED | {f"--{name.replace('_', '-')}": value for name, value in changes.items()}
    return cli.main(["join", *(part for pair in typed.items() for part in pair)])


def test_a_system_joins_with_its_first_person():
    """The system, its programme's organisation with a place, and somebody who can invite all others."""
    assert joined() == 0
    board = Organisation.objects.get()
    roles = set(Membership.objects.values_list("user__email", "organisation__key", "role"))
    assert (System.objects.get().name, board.key, board.district, roles) == (
        "Moorland",
        "qxx",
        "Stafford",
        {("amber@example.org", "qxx", "administrator"), ("amber@example.org", "qxx", "programme_officer")},
    )


def test_the_first_person_gets_a_letter(settings):
    """Nobody sets a password for somebody else."""
    settings.EMAIL_BACKEND = "saggar.platform.notices.backend.OutboxBackend"
    joined()
    assert (Notice.objects.get().recipient, User.objects.get().has_usable_password()) == (
        "amber@example.org",
        False,
    )


def test_joining_again_changes_nothing():
    """A joining that was cut off can be done again."""
    joined()
    before = System.objects.count(), Organisation.objects.count(), Membership.objects.count()
    assert joined() == 0
    assert (System.objects.count(), Organisation.objects.count(), Membership.objects.count()) == before


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"email": "amber"}, "email: must be an email address like name@example.com"),
        ({"name": " "}, "name: must not be empty"),
        ({"kind": "gp_practice"}, "kind: A programme is run by one of these kinds"),
        ({"postcode": "nowhere"}, "postcode: "),
    ],
)
def test_what_is_typed_wrong_is_named(capsys, changes, said):
    """Each fault by its field, and no person without a system, whatever was wrong."""
    assert joined(**changes) == 2
    assert (said in capsys.readouterr().err, User.objects.count()) == (True, 0)


def test_a_second_system_joins_beside_the_first():
    """Joining is data, not code."""
    joined()
    code = joined(
        system="Riverside",
        ods_code="QYY",
        organisation="Riverside Integrated Care Board",
        email="b@example.org",
    )
    assert (code, System.objects.count(), Organisation.objects.count()) == (0, 2, 2)
