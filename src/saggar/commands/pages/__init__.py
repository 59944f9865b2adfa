"""Pages of the documentation that are written from the code: rules, routes and commands."""
