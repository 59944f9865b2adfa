"""People: the only home of personal data. Other folders hold ids."""
