"""Forms of the observatory."""
