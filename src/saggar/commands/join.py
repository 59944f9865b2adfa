"""`saggar join`: lets a system join, with the organisation that runs its programme and its first person."""

from __future__ import annotations

import argparse
import sys

from saggar.commands.documents import tell
from saggar.commands.tables import require_tables
from saggar.platform.faults import InstallationError
from saggar.platform.postgres import served_database

JOINED, REFUSED = 0, 2


def add(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Describe the command."""
    parser = subparsers.add_parser(
        "join",
        help="let a system join, with its first administrator",
        description="Records a system, the organisation that runs its programme, and the first person: an "
        "administrator and programme officer, who invites everybody else. They get a letter that says how "
        "to choose a password. What is there stays. Exit codes: 0 joined, 2 something is typed wrong.",
    )
    parser.add_argument("--system", required=True, metavar="NAME", help="name of the system")
    parser.add_argument(
        "--ods-code", required=True, metavar="CODE", help="ODS code of the system, such as QNC"
    )
    parser.add_argument(
        "--local-authority",
        action="append",
        default=[],
        metavar="NAME",
        help="a local authority of its area, as the CQC directory names it; may be given again",
    )
    parser.add_argument("--organisation", required=True, metavar="NAME", help="who runs the programme")
    parser.add_argument(
        "--kind",
        default="integrated_care_board",
        help="kind of that organisation: integrated_care_board (default) or support_unit",
    )
    parser.add_argument("--postcode", default="", help="postcode of that organisation")
    parser.add_argument("--name", required=True, help="full name of the first administrator")
    parser.add_argument("--email", required=True, help="work email address of the first administrator")


def run(args: argparse.Namespace) -> int:
    """Join; REFUSED with a line for each fault when something typed is wrong."""
    try:
        with served_database():
            import django

            django.setup()
            require_tables()
            return _join(args)
    except InstallationError as error:
        return error.tell()


def _join(args: argparse.Namespace) -> int:
    from django.core.exceptions import ValidationError

    from saggar.organisations.actions.joining import Joining, join
    from saggar.organisations.actions.organisations import Particulars
    from saggar.platform import clock
    from saggar.platform.permits import PRODUCT

    joining = Joining(
        args.system,
        args.ods_code,
        Particulars(args.organisation, args.kind, ods_code=args.ods_code, postcode=args.postcode),
        args.name,
        args.email,
        tuple(args.local_authority),
    )
    try:
        system = join(PRODUCT, joining=joining, starts_on=clock.today())
    except ValidationError as error:
        tell(f"{field}: {message}" for field, messages in error.message_dict.items() for message in messages)
        return REFUSED
    sys.stdout.write(f"{system.name} has joined. {args.email} gets a letter that says how to sign in.\n")
    return JOINED
