"""Every dated figure of law and policy, one file per subject, each with its source; pure Python."""
