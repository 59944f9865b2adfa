"""The sub-commands of `saggar`, one module each: `add` describes it, `run` does it."""
