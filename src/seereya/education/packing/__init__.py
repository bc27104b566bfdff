"""Packs: a course as a folder that plays without a server, on an old telephone, with or without JavaScript."""
