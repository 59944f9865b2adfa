"""PostgreSQL run by ourselves: find the programs, make a cluster, start, watch and stop the server.

This is the only place that knows how PostgreSQL comes to the machine (docs/decisions/0001). It
imports no Django: the command line starts the database before the settings are read.
"""

from saggar.platform.postgres.account import Account, account_of_the_server
from saggar.platform.postgres.cluster import DATABASE, Cluster
from saggar.platform.postgres.programs import Programs, find_programs
from saggar.platform.postgres.session import (
    embedded_cluster,
    filled_database,
    refuse_an_empty_database,
    served_database,
    state_folder,
    throw_away_cluster,
)

__all__ = [
    "DATABASE",
    "Account",
    "Cluster",
    "Programs",
    "account_of_the_server",
    "embedded_cluster",
    "filled_database",
    "find_programs",
    "refuse_an_empty_database",
    "served_database",
    "state_folder",
    "throw_away_cluster",
]
