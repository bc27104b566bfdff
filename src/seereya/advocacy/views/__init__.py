"""Views of this room."""
