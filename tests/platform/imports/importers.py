"""An import as a capability declares it: accounts of one organisation, from a small file."""

from dataclasses import dataclass

from saggar.platform.audit.payloads import event_kind
from saggar.platform.imports.columns import Column, Layout
from saggar.platform.imports.loading import upsert
from saggar.platform.imports.report import Fault
from saggar.platform.imports.running import Import, run_import
from saggar.platform.imports.values import month, pence, text
from saggar.platform.ledger.models import Account

HEAD = "Fund,Month,Balance\n"
BALANCES = Layout(
    kind="balances",
    title="the list of balances",
    columns=(
        Column("fund", ("Fund",), text(20)),
        Column("month", ("Month",), month(), required=False),
        Column("balance_pence", ("Balance",), pence),
    ),
    key=("fund", "month"),
)


@event_kind("tests.balances-loaded", tables=("ledger_account",))
@dataclass(frozen=True)
class BalancesLoaded:
    """The tests loaded balances."""

    rows: int


def load_balances(organisation_id):
    """What `run_import` calls: rows into accounts; the fund "unknown" is refused."""

    def load(work, good, report):
        placed = list(_placed(good, report))
        counts = upsert(
            work,
            Account,
            placed,
            key=("organisation_id", "fund", "month"),
            columns=("balance_pence",),
            fixed={"organisation_id": organisation_id, "guarded": False},
        )
        report.add(counts)
        work.record(BalancesLoaded(len(placed)))

    return load


def _placed(good, report):
    for row in good:
        if row.values["fund"] == "unknown":
            report.refuse(Fault(row.line, "Fund", "is not a fund we keep", "unknown"))
        else:
            yield row.values


def import_balances(actor, *, file, scope, dry_run, all_or_nothing=False):
    """The importer as registered."""
    wanted = Import("balances", file, BALANCES, scope.organisation_id, dry_run, all_or_nothing)
    return run_import(actor, wanted=wanted, load=load_balances(scope.organisation_id))
