"""The page of what was done in an organisation, and whether the record still holds."""
