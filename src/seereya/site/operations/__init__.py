"""What the operator of an installation does beside the pages: backup, restore, verify, witness, doctor, canary.

None of it needs a member's key: everything sealed stays sealed, and what is checked is checked without opening it.
"""


class Trouble(SystemExit):
    """Something the operator must know before going on, in words; ends the command with exit code 1 and no traceback."""
