"""Another process that holds a vault's index, for `test_indexing.py`: told on stdin what to do, answers on stdout in JSON.

Line 1: database settings, member, private key. Then `count WORD` and `add WORD` until the end.
"""

import json
import sys

import django
from django.conf import settings

described = json.loads(sys.stdin.readline())
settings.DATABASES["default"].update(described["database"])
django.setup()

from seereya.accounts.actor import Actor  # noqa: E402
from seereya.accounts.models import Member  # noqa: E402
from seereya.foundation import walls  # noqa: E402
from tests.vault.indexed import add, found  # noqa: E402

with walls.system("a test's other process"):
    member = Member.objects.get(id=described["member"])
    actor = Actor(member, frozenset(), bytes.fromhex(described["private_key"]))
    for line in sys.stdin:
        act, word = line.split()
        sys.stdout.write(json.dumps(found(actor, word) if act == "count" else add(actor, word)) + "\n")
        sys.stdout.flush()
