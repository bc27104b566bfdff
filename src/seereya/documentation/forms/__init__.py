"""The room's forms, one module a noun."""
