"""Places and simple maps: readers for gazetteers and boundaries, projection, SVG paths, distances. No tile server."""

from seereya.foundation.geo.gazetteers import read_geojson_places, read_geonames
from seereya.foundation.geo.geometry import Bounds, GeometryError, bounds_of, distance_km, middle_of, project, to_svg_path
from seereya.foundation.geo.places import KINDS, PlaceKind, PlaceProblem, PlaceRow

__all__ = [
    "KINDS",
    "Bounds",
    "GeometryError",
    "PlaceKind",
    "PlaceProblem",
    "PlaceRow",
    "bounds_of",
    "distance_km",
    "middle_of",
    "project",
    "read_geojson_places",
    "read_geonames",
    "to_svg_path",
]
