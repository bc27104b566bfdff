"""The room's views."""
