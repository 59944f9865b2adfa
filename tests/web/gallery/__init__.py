"""Every component and chart on pages of their own, drawn by a real browser; never shipped."""
