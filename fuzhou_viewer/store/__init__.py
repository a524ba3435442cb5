"""Where reports are kept: one SQLite file. SQLAlchemy is spoken here and nowhere else."""
