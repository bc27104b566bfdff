"""Every main page of every room asks the database as much of a full home as of a small one."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.factories.accounts import Browser

from seereya.accounts.rules import Stage
from seereya.accounts.services import sessions
from seereya.site.benchmarks import pages
from seereya.site.benchmarks.serving import statements
from seereya.site.demo.walk import Answer
from seereya.vault import indexing

# What PostgreSQL's walls put around each statement: a transaction, and for whom it runs.
FRAME = ("BEGIN", "COMMIT", "ROLLBACK", "SAVEPOINT", "RELEASE", "SELECT set_config(")

SMALL, LARGE = pages.Sizes(*[20] * 6), pages.Sizes(*[60] * 6)


class Inside:
    """A browser in this process; an answer says as the benchmark's server does how many statements it cost."""

    def __init__(self, actor):
        token, _session = sessions.start(actor.member, actor.private_key, Stage.OPEN)
        self.browser = Browser().take(token)

    def get(self, path):
        connection.queries_log.clear()  # it keeps nine thousand, and warns
        with CaptureQueriesContext(connection) as asked:
            answer = self.browser.get(path)
        count = sum(not one["sql"].startswith(FRAME) for one in asked)
        headers = {"server-timing": f'app;dur=0, db;desc="{count}"'}
        return Answer(answer.status_code, answer.content.decode(), len(answer.content), path, headers, 0.0)


def counted(house):
    """The statements of every page, and what did not answer."""
    known = house.built.others
    found, silent = {}, []
    visitors = {}
    for page in house.pages():
        if page.role not in visitors:
            visitors[page.role] = Inside(known.get(page.role, house.built.member))
        visitors[page.role].get(page.path)
        answers = [visitors[page.role].get(page.path) for _ in range(2)]
        if answers[0].status != 200:
            silent.append(f"{page.role} {page.name}: {answers[0].status}")
        found[page.role, page.name] = min(map(statements, answers))
    return found, silent


@pytest.mark.long
@pytest.mark.django_db(transaction=True)
def test_no_page_asks_more_where_there_is_more():
    house = pages.House(SMALL)
    before, silent = counted(house)
    assert silent == []
    house.grow(LARGE.less(SMALL))
    after, _ = counted(house)
    indexing.forget_everything()
    assert {page: (before[page], count) for page, count in after.items() if count > before[page]} == {}
    assert max(after.values()) <= 60
