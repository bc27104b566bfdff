"""The page of permissions says what the code does."""

import pytest
from django.core.management import CommandError, call_command

from seereya.accounts.policies import EVERYBODY, REGISTRY, policy
from seereya.accounts.rules import Role, Stage
from seereya.site.management.commands.permissions import PAGE, page
from tests.factories import accounts


def test_page_is_up_to_date():
    assert PAGE.read_text(encoding="utf-8") == page(), "run script/seereya permissions"


def test_command_writes_and_checks(tmp_path):
    target = tmp_path / "permissions.md"
    with pytest.raises(CommandError):
        call_command("permissions", to=target, check=True)
    call_command("permissions", to=target)
    call_command("permissions", to=target, check=True)
    assert "| `vault:invitation:approve` | both factors given |" in target.read_text()


def test_outsiders_manage_nobody():
    page()
    for action, declared in REGISTRY.items():
        if action.startswith(("vault:invitation", "vault:grant", "vault:member")):
            assert not declared.roles & {Role.DONOR, Role.AUDITOR}, action


def test_one_action_has_one_demand():
    policy("accounts:me:read")
    with pytest.raises(ValueError, match="declared twice"):
        policy("accounts:me:read", roles=frozenset({Role.DONOR}))
    assert REGISTRY["accounts:me:read"].roles == EVERYBODY


@pytest.mark.django_db
def test_role_that_may_not_is_told_so_and_nothing_happens():
    donor = accounts.browser_for(accounts.member(Role.DONOR))
    assert donor.get("/organisation/").status_code == 403
    assert donor.post("/organisation/invite/").status_code == 403


@pytest.mark.django_db
@pytest.mark.parametrize(("stage", "where"), [(Stage.HALF, "/second-factor/"), (Stage.LOCKED, "/unlock/")])
def test_session_that_is_not_far_enough_is_led_to_its_step(stage, where):
    browser = accounts.browser_for(accounts.member(Role.COORDINATOR, stage=stage))
    assert browser.get("/organisation/invite/").url.startswith(where)
    assert browser.post("/organisation/invite/").url.startswith(where)
