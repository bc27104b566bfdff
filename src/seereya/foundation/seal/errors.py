class Broken(Exception):
    """Any failure to open: one error without detail, so that a forger learns nothing from it."""
