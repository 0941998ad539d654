"""Labguru. Its families are imported when they are first used: one script uses few of them."""
