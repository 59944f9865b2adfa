"""Pages about organisations: each view one call to a query or an action, and one template."""
