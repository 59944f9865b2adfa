"""The ledger: append-only movements between accounts, balances derived from them.

`post` is the only way in; `balances` and `faults` are the ways to read and to prove it.
"""
