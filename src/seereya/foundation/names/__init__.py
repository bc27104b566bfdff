"""Search of names whose spelling varies, over an index that lives in RAM and is sealed on disk."""

from seereya.foundation.names.aliases import AliasTable
from seereya.foundation.names.codec import BadImage
from seereya.foundation.names.index import Match, NameIndex
from seereya.foundation.names.spelling import PARTICLES, fold_tokens, forget, skeleton

__all__ = ["PARTICLES", "AliasTable", "BadImage", "Match", "NameIndex", "fold_tokens", "forget", "skeleton"]
