"""What the installation survives, proved with real processes and a real PostgreSQL."""
