"""Addresses of the lists pages."""

from django.urls import URLPattern, path

from seereya.documentation.views import lists, lists_index, lists_search

patterns: list[URLPattern] = [
    path("incidents/", lists.incidents, name="incidents"),
    path("incidents/saved/new/", lists.save_search, name="saved-search-new"),
    path("incidents/saved/<uuid:saved_id>/remove/", lists.forget_search, name="saved-search-remove"),
    path("search/index/", lists_index.index, name="index"),
    path("search/index/rebuild/", lists_index.rebuild, name="index-rebuild"),
    path("search/index/<uuid:job_id>/progress/", lists_index.progress, name="index-progress"),
    path("search/", lists_search.search, name="search"),
    path("names/", lists_search.names, name="names"),
    path("places/suggest", lists_search.suggest, name="place-suggest"),
]
