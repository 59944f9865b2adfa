"""What people do with levy accounts: each action one unit of work."""

from saggar.levy.actions.accounts import open_account
from saggar.levy.actions.commitments import plan_commitment, remove_commitment
from saggar.levy.actions.declarations import import_declarations
from saggar.levy.actions.files import import_levy_file
from saggar.levy.actions.reconciliation import state_balance
from saggar.levy.actions.standards import import_standards
from saggar.levy.actions.transactions import import_transactions

__all__ = [
    "import_declarations",
    "import_levy_file",
    "import_standards",
    "import_transactions",
    "open_account",
    "plan_commitment",
    "remove_commitment",
    "state_balance",
]
