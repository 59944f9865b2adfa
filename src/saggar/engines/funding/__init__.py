"""Levy funds: how they grow, are spent, transferred and lost (`forecast`), and who should get them.

`plan_json` and `SCHEMA` serve the kind "levy-forecast" of `saggar plan`.
"""

from __future__ import annotations

from saggar.engines.funding.forecast import SCHEMA, plan_json

__all__ = ["SCHEMA", "plan_json"]
