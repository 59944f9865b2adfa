"""The layouts the tests of imports read: invented, in the forms that real files have."""

from saggar.platform.imports.columns import Column, Layout
from saggar.platform.imports.values import code, day, exact, postcode, text, whole, yes_or_no

PARTNERS = Layout(
    kind="partners",
    title="the list of partners",
    columns=(
        Column("code", ("Code", "ODS code"), code(r"[A-Z0-9]{3,6}", "an ODS code such as RL1")),
        Column("name", ("Name",), text(40)),
        Column("postcode", ("Postcode",), postcode, required=False, blank=""),
        Column("opened_on", ("Opened",), day("%d/%m/%Y"), required=False),
        Column("beds", ("Beds",), whole(0, 900), required=False, may_be_absent=True),
    ),
    key=("code",),
)
PAYMENTS = Layout(
    kind="payments",
    title="the list of payments",
    columns=(
        Column("number", ("Number",), whole(1)),
        Column("pounds", ("Paid",), exact(5)),
        Column("is_final", ("Final?",), yes_or_no),
    ),
)
DIRECTORY = Layout(
    kind="directory", title="the directory", columns=PARTNERS.columns[:2], header_within=6, key=("code",)
)
PERSONS = Layout(
    kind="persons",
    title="the extract of persons",
    columns=(
        Column("number", position=2, parse=whole(1)),
        Column("insurance", position=4, parse=code(r"[A-Z]{2}\d{6}[A-D]", "QQ123456C"), personal=True),
    ),
    header_within=0,
    width=4,
    delimiter="~",
    quoted=False,
    mark="PER",
)
