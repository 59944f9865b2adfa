"""What accounts and sign-in promise."""
