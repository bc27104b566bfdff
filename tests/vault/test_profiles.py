"""Who a member is: kept by the member, opened by holders of the staff vault for a purpose, readable nowhere else."""

import pytest
from django.urls import reverse

from seereya.accounts.models import Member
from seereya.accounts.rules import Refused, Role
from seereya.audit.models import AuditEntry
from seereya.audit.tags import Tag
from seereya.vault import services
from seereya.vault.models import Wrap
from tests.factories.accounts import browser_for
from tests.factories.vault import office

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def people():
    house = office("PROFIL")
    return house.join(Role.DOCUMENTALIST), house.join(Role.SECURITY), house.join(Role.ADMINISTRATOR)


def test_a_name_is_read_by_its_owner_and_by_a_holder_of_the_staff_vault_for_a_purpose(people):
    worker, guard, _administrator = people
    services.save_profile(by=worker, name="Zéïnabou Sans-Pareille", email="z@example.org", telephone="+223 00")
    assert services.own_profile(by=worker).name == "Zéïnabou Sans-Pareille"
    with pytest.raises(Refused, match="purpose_needed"):
        services.open_profile(by=guard, member_id=worker.id, purpose=" ")
    assert services.open_profile(by=guard, member_id=worker.id, purpose="alerte").telephone == "+223 00"
    assert AuditEntry.objects.filter(tag=Tag.RECORD_OPENED, subject=worker.id, actor=guard.id).count() == 1


def test_nothing_of_it_stands_in_clear(people):
    worker, _guard, _administrator = people
    services.save_profile(by=worker, name="Zéïnabou Sans-Pareille")
    stored = bytes(Member.objects.get(id=worker.id).profile)
    assert b"Pareille" not in stored
    assert b"profile" not in stored


def test_another_organisation_and_a_colleague_without_the_vault_learn_nothing(people):
    worker, _guard, _administrator = people
    services.save_profile(by=worker, name="Zéïnabou")
    stranger = office("AILLEURS").join(Role.SECURITY)
    colleague = people[0]
    for by in (stranger, colleague):
        with pytest.raises(Refused, match="no_profile"):
            services.open_profile(by=by, member_id=worker.id, purpose="voir")


def test_kept_and_opened_in_the_browser(people):
    worker, guard, _administrator = people
    browser = browser_for(worker)
    answer = browser.post(reverse("vault:profile"), {"name": "Zéïnabou", "email": "", "telephone": ""}, secure=True)
    assert answer.status_code == 302
    assert "Zéïnabou" in browser.get(reverse("vault:profile"), secure=True).content.decode()
    opened = browser_for(guard).post(reverse("vault:member-profile", args=[worker.id]), {"purpose": "alerte"}, secure=True)
    assert "Zéïnabou" in opened.content.decode()
    without = browser_for(guard).post(reverse("vault:member-profile", args=[worker.id]), {"purpose": ""}, secure=True)
    assert without.status_code == 409


def test_who_leaves_is_forgotten(people):
    worker, guard, administrator = people
    services.save_profile(by=worker, name="Zéïnabou")
    services.leave(by=administrator, member_id=worker.id)
    assert bytes(Member.objects.get(id=worker.id).profile) == b""
    assert not Wrap.objects.filter(record=worker.id).exists()
    with pytest.raises(Refused, match="no_profile"):
        services.open_profile(by=guard, member_id=worker.id, purpose="voir")
