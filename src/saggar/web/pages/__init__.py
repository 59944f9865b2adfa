"""Start page, staff home, trust pages and help."""
