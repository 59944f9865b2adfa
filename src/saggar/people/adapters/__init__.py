"""How the sign-in library is told our rules: who may come in, how addresses are checked, what is recorded."""
