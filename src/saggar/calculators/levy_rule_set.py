"""How a calculation names the set of levy rules it is to use."""

from __future__ import annotations

from typing import Annotated, Literal

RuleSetKey = Annotated[
    Literal["in-force", "allowance-25", "before-august-2026"],
    "Which rules: the law as dated, transfers up to 25%, or as before August 2026",
]
