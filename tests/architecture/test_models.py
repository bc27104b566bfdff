"""Every model says what it stands for and how each of its fields is to be protected."""

import pytest
from django.apps import apps

from seereya.foundation import classes

from . import house

MODELS = [model for model in apps.get_models() if model.__module__.startswith("seereya.")]


def _room(model):
    return model.__module__.split(".")[1]


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.label)
def test_model_has_docstring(model):
    assert model.__doc__
    assert not model.__doc__.startswith(f"{model.__name__}("), "Django wrote this docstring, not a person"


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.label)
def test_every_field_has_a_class(model):
    fields = {field.name for field in model._meta.get_fields() if getattr(field, "concrete", False)}
    declared = getattr(model, "classes", {})
    automatic = {model._meta.pk.name} if model._meta.pk.auto_created else set()
    assert fields - automatic <= set(declared), "fields without a class"
    assert set(declared) <= fields, "classes of fields that do not exist"
    assert set(declared.values()) <= classes.ALL


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.label)
def test_sealed_fields_hold_bytes(model):
    """A sealed value in a text column would be a value in clear."""
    for field, kind in getattr(model, "classes", {}).items():
        if kind.startswith("sealed:"):
            assert model._meta.get_field(field).get_internal_type() == "BinaryField", field


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.label)
def test_no_relation_points_to_a_higher_room(model):
    heights = house.rooms()
    for field in model._meta.get_fields():
        target = getattr(field, "related_model", None)
        if not getattr(field, "concrete", False) or target is None or not target.__module__.startswith("seereya."):
            continue
        here, there = _room(model), _room(target)
        assert here == there or heights[there] < heights[here], f"{model._meta.label}.{field.name} → {target._meta.label}"


def test_every_room_with_models_is_in_the_layers_contract():
    assert {_room(model) for model in MODELS} <= set(house.rooms())
