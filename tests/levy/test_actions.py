"""Opening accounts, recording balances and planning training: who may, what is kept, and what is refused."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.http import Http404
from django.urls import reverse

from saggar.levy.actions import (
    import_declarations,
    import_levy_file,
    import_transactions,
    open_account,
    plan_commitment,
    remove_commitment,
    state_balance,
)
from saggar.levy.models import Declaration, LevyAccount, PlannedCommitment, StatedBalance, Transaction
from saggar.platform.audit.models import Event
from saggar.platform.decisions import NotAllowedError
from saggar.platform.permits import PRODUCT
from tests.levy.browsers import browser
from tests.levy.conftest import sample
from tests.levy.files import Line, transactions

CARE = {
    "label": " Adult care worker ",
    "apprentices": 3,
    "starts_on": date(2027, 9, 14),
    "months": 12,
    "price_pence": 3_000_00,
}
LAST = date(2026, 8, 27)


@pytest.fixture
def filled(donor):
    """The donor with the sample file, from 23 July to 27 August 2026."""
    file = sample("transactions_levy_v2.csv")
    import_transactions(donor.finance, organisation_id=donor.organisation.pk, file=file)
    return donor


def own(donor) -> dict[str, int]:
    """The donor's own organisation as actions take it."""
    return {"organisation_id": donor.organisation.pk}


def events(kind: str) -> list[dict]:
    """What events of this kind say."""
    return list(Event.objects.filter(kind=kind).order_by("pk").values_list("payload", flat=True))


def test_an_account_is_opened_once(newcomer):
    """The second time it is found, and no second event says otherwise."""
    first, again = (open_account(newcomer.finance, **own(newcomer), pays_levy=False) for _ in range(2))
    assert (first.pk, first.pays_levy) == (again.pk, False)
    assert events("levy.account-opened") == [{"pays_levy": False}]


@pytest.mark.parametrize("organisation_id", [None, 0, -1, 987_654])
def test_no_organisation_no_account(newcomer, organisation_id):
    """An organisation that does not exist has no account, whoever asks."""
    for act in (open_account, import_transactions, import_declarations):
        more = {} if act is open_account else {"file": sample("transactions_levy_v2.csv")}
        with pytest.raises(Http404):
            act(PRODUCT, organisation_id=organisation_id, **more)
    assert LevyAccount.objects.count() == 0


def acts(donor) -> dict[str, object]:
    """Every action on the donor's account, as a function of who acts."""
    key = own(donor)
    return {
        "open": lambda actor: open_account(actor, **key),
        "import": lambda actor: import_transactions(actor, file=sample("transactions_levy_v2.csv"), **key),
        "declare": lambda actor: import_declarations(
            actor, file=sample("hmrc_declarations_sample.json"), **key
        ),
        "reconcile": lambda actor: state_balance(actor, on=LAST, stated_pence=1, **key),
        "plan": lambda actor: plan_commitment(actor, **CARE, **key),
        "remove": lambda actor: remove_commitment(actor, commitment_id=1, **key),
    }


ACTS = ["open", "import", "declare", "reconcile", "plan", "remove"]


@pytest.mark.parametrize("act", ACTS)
def test_a_stranger_learns_nothing_of_the_account(filled, act):
    """A finance lead of another trust gets the answer of an account that is not there."""
    with pytest.raises(Http404):
        acts(filled)[act](filled.stranger)


@pytest.mark.parametrize("act", ACTS)
def test_the_programme_is_refused_with_the_reason(filled, act):
    """It may look at the account, so it is told why it may not act on it."""
    with pytest.raises(NotAllowedError):
        acts(filled)[act](filled.programme)


@pytest.mark.parametrize("act", [act for act in ACTS if act not in ("reconcile", "remove")])
def test_an_apprenticeship_lead_does_everything_but_reconcile(filled, act):
    """The role holds all of the finance lead's permissions but that of recording the balance."""
    assert acts(filled)[act](filled.apprenticeships) is not None


def test_an_apprenticeship_lead_does_not_reconcile(filled):
    """The reason says whose task it is."""
    with pytest.raises(NotAllowedError, match="Only a finance lead can record the stated balance"):
        acts(filled)["reconcile"](filled.apprenticeships)


@pytest.mark.parametrize("on", [date(2026, 7, 23), LAST])
def test_the_first_and_the_last_day_of_the_files_can_be_reconciled(filled, on):
    """Both days belong to the files; what the rows give at their end is kept with it."""
    stated = state_balance(filled.finance, on=on, stated_pence=5, note=" as shown ", **own(filled))
    rows = Transaction.objects.filter(on__lte=on).values_list("amount", flat=True)
    assert (stated.derived_pence, stated.note) == (round(sum(rows) * 100), "as shown")
    derived = {"on": str(on), "stated_pence": 5, "derived_pence": stated.derived_pence}
    assert events("levy.balance-stated") == [derived]


@pytest.mark.parametrize("on", [date(2026, 7, 22), date(2026, 8, 28)])
def test_days_outside_the_files_cannot_be_reconciled(filled, on):
    """There is nothing to compare with; nothing is kept."""
    with pytest.raises(ValidationError, match="between 23 July 2026 and 27 August 2026"):
        state_balance(filled.finance, on=on, stated_pence=5, **own(filled))
    assert not StatedBalance.objects.exists()


def test_a_balance_below_nought_is_refused(filled):
    """The service shows none."""
    with pytest.raises(ValidationError, match="cannot be less than £0"):
        state_balance(filled.finance, on=LAST, stated_pence=-1, **own(filled))


def test_nothing_is_reconciled_before_the_first_file(newcomer):
    """The action says what to do first, and opens no account."""
    with pytest.raises(ValidationError, match="Import a transactions file first"):
        state_balance(newcomer.finance, on=LAST, stated_pence=5, **own(newcomer))
    assert not LevyAccount.objects.exists()


def test_the_page_says_to_import_first(newcomer):
    """Whoever records a balance before any file reads so at the field."""
    finance = browser(newcomer.organisation, "finance_lead")
    sent = {"on-day": "27", "on-month": "8", "on-year": "2026", "stated": "5", "note": ""}
    answer = finance.post(reverse("levy:reconcile"), sent)
    assert "Import a transactions file first" in answer.content.decode()


def test_a_balance_too_large_to_be_one_is_refused_at_its_field(filled):
    """No database error, but words."""
    finance = browser(filled.organisation, "finance_lead")
    sent = {"on-day": "27", "on-month": "8", "on-year": "2026", "stated": "9" * 12, "note": ""}
    answer = finance.post(reverse("levy:reconcile"), sent)
    assert (answer.status_code, "or less" in answer.content.decode()) == (200, True)


def test_the_difference_moves_the_oldest_money(filled):
    """After a reconciliation the account shows the service's balance."""
    state_balance(filled.finance, on=LAST, stated_pence=182_000_00, **own(filled))
    page = browser(filled.organisation, "finance_lead").get(reverse("levy:my-account")).content.decode()
    assert ("£182,000" in page, "£310.78 less than your files" in page) == (True, True)


def test_planned_training_is_kept_by_its_month(donor):
    """The label without blanks, the month as its first day, and an event with the figures."""
    planned = plan_commitment(donor.finance, **CARE, is_transfer=True, **own(donor))
    assert (planned.label, planned.starts_on, planned.is_transfer) == (
        "Adult care worker",
        date(2027, 9, 1),
        True,
    )
    assert events("levy.commitment-planned") == [
        {
            "apprentices": 3,
            "months": 12,
            "price_pence": 300_000,
            "starts_on": "2027-09-01",
            "is_transfer": True,
        }
    ]


def test_training_can_be_planned_before_the_first_file(newcomer):
    """Planning opens the account."""
    plan_commitment(newcomer.finance, **CARE, **own(newcomer))
    assert (LevyAccount.objects.count(), len(events("levy.account-opened"))) == (1, 1)


def test_planned_training_is_removed_with_an_event(donor):
    """What was planned is in the record, though the row is gone."""
    planned = plan_commitment(donor.finance, **CARE, **own(donor))
    remove_commitment(donor.finance, commitment_id=planned.pk, **own(donor))
    assert events("levy.commitment-removed") == [{"apprentices": 3, "price_pence": 300_000}]
    assert not PlannedCommitment.objects.exists()


def test_training_of_another_account_is_not_there(donor):
    """Its number removes nothing of somebody else's."""
    theirs = plan_commitment(donor.stranger, **CARE, organisation_id=donor.other.pk)
    for number in (theirs.pk, theirs.pk + 1000):
        with pytest.raises(Http404):
            remove_commitment(donor.finance, commitment_id=number, **own(donor))
    assert PlannedCommitment.objects.count() == 1


def test_training_of_another_account_is_not_removed_by_the_page(donor):
    """The address of somebody else's training answers like one that nobody has."""
    theirs = plan_commitment(donor.stranger, **CARE, organisation_id=donor.other.pk)
    finance = browser(donor.organisation, "finance_lead")
    answers = [
        finance.post(reverse("levy:remove-training", args=[number])).status_code
        for number in (theirs.pk, theirs.pk + 1000)
    ]
    assert (answers, PlannedCommitment.objects.count()) == ([404, 404], 1)


def test_planned_training_is_removed_by_the_page(donor):
    """One press, and the account says so."""
    planned = plan_commitment(donor.finance, **CARE, **own(donor))
    finance = browser(donor.organisation, "finance_lead")
    answer = finance.post(reverse("levy:remove-training", args=[planned.pk]), follow=True)
    assert "taken out of your forecast" in answer.content.decode()
    assert not PlannedCommitment.objects.exists()


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"apprentices": "0"}, "must be 1 or more"),
        ({"apprentices": "501"}, "must be 500 or fewer"),
        ({"months": "73"}, "must be 72 or fewer"),
        ({"price": "0.99"}, "must be £1 or more"),
        ({"price": "30000.01"}, "must be £30,000 or less"),
        ({"starts_on-year": "9999"}, "2090 or earlier"),
        ({"starts_on-month": "13"}, "must be a real date"),
        ({"label": ""}, "Enter"),
        ({"payer": "nobody"}, "There is a problem"),
    ],
)
def test_planned_training_outside_its_ranges_is_refused_at_its_field(donor, changed, words):
    """What the table would refuse the form says in words, and nothing is kept."""
    sent = {
        "label": "Care",
        "apprentices": "3",
        "starts_on-month": "9",
        "starts_on-year": "2027",
        "months": "12",
        "price": "3000",
        "payer": "own",
    }
    finance = browser(donor.organisation, "finance_lead")
    answer = finance.post(reverse("levy:plan-training"), sent | changed)
    assert (words in answer.content.decode(), PlannedCommitment.objects.count()) == (True, 0)


def test_every_change_gives_the_forecast_another_key(filled):
    """Each change of what a forecast is made of gives another key; looking and checking do not."""
    keys = [LevyAccount.objects.get().facts_key]

    def changed() -> bool:
        keys.append(LevyAccount.objects.get().facts_key)
        return keys[-1] not in keys[:-1]

    import_levy_file(filled.finance, file=sample("transactions_levy_v2.csv"))
    assert not changed()
    levy = transactions([Line(date(2026, 8, 26), "Levy", Decimal(5))])
    import_levy_file(filled.finance, file=levy, dry_run=True)
    assert not changed()
    import_levy_file(filled.finance, file=levy)
    assert changed()
    state_balance(filled.finance, on=LAST, stated_pence=5, **own(filled))
    assert changed()
    planned = plan_commitment(filled.finance, **CARE, **own(filled))
    assert changed()
    remove_commitment(filled.finance, commitment_id=planned.pk, **own(filled))
    assert changed()


def test_a_check_of_declarations_keeps_none(donor):
    """Trying a file reports what it would do."""
    file = sample("hmrc_declarations_sample.json")
    report = import_declarations(donor.finance, file=file, dry_run=True, **own(donor)).report
    assert (report.new, Declaration.objects.count()) == (3, 0)


@pytest.mark.parametrize(
    ("route", "method"),
    [
        *(
            (route, "post")
            for route in ("my-account", "my-forecast", "my-transactions", "standards", "system")
        ),
        *((route, "delete") for route in ("import", "reconcile", "plan-training", "import-standards")),
    ],
)
def test_other_methods_are_not_allowed(donor, route, method):
    """A page that only shows takes nothing, and none is deleted."""
    client = browser(donor.organisation, "finance_lead")
    assert getattr(client, method)(reverse(f"levy:{route}")).status_code == 405


def test_training_is_not_removed_by_a_link(donor):
    """Following an address changes nothing."""
    planned = plan_commitment(donor.finance, **CARE, **own(donor))
    finance = browser(donor.organisation, "finance_lead")
    answer = finance.get(reverse("levy:remove-training", args=[planned.pk]))
    assert (answer.status_code, PlannedCommitment.objects.count()) == (405, 1)
