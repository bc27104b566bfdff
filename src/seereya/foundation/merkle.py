"""Merkle tree of RFC 6962 as pure functions, so that anyone can check the log without trusting its keeper.

A tree is stored as its *complete* nodes: the node at `(level, index)` covers the leaves
`index << level` to `(index + 1) << level`. `get(level, index)` returns such a node's 32-byte hash and is only asked
for nodes that `nodes_added` has produced. Appending and proving cost O(log n) reads. All hashes are SHA-256.
"""

import hashlib
import hmac
from collections.abc import Callable, Sequence

Get = Callable[[int, int], bytes]


def leaf_hash(data: bytes) -> bytes:
    """Hash of one entry: SHA-256(0x00 || data)."""
    return hashlib.sha256(b"\x00" + data).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """Hash of an inner node: SHA-256(0x01 || left || right)."""
    return hashlib.sha256(b"\x01" + left + right).digest()


def empty_root() -> bytes:
    """Root of the tree that has no leaf: SHA-256 of nothing."""
    return hashlib.sha256(b"").digest()


def nodes_added(size: int, leaf: bytes, get: Get) -> list[tuple[int, int, bytes]]:
    """Complete nodes `(level, index, hash)` that come into being when `leaf` (a leaf hash) is appended at `size`.

    The first is always the leaf itself at `(0, size)`. Raises ValueError on a negative size.
    """
    if size < 0:
        raise ValueError("a tree has no negative size")
    level, index, value = 0, size, leaf
    added = [(level, index, value)]
    while index & 1:
        value = node_hash(get(level, index - 1), value)
        level, index = level + 1, index >> 1
        added.append((level, index, value))
    return added


def _split(count: int) -> int:
    """The largest power of two smaller than `count` (count >= 2)."""
    return 1 << ((count - 1).bit_length() - 1)


def _subtree(start: int, end: int, get: Get) -> bytes:
    """Hash over the leaves start..end-1, where start is a multiple of the power of two that covers the range."""
    count = end - start
    if count & (count - 1) == 0:
        level = count.bit_length() - 1
        return get(level, start >> level)
    middle = start + _split(count)
    return node_hash(_subtree(start, middle, get), _subtree(middle, end, get))


def root(size: int, get: Get) -> bytes:
    """Root of the tree of the first `size` leaves. Raises ValueError on a negative size."""
    if size < 0:
        raise ValueError("a tree has no negative size")
    return _subtree(0, size, get) if size else empty_root()


def inclusion_proof(index: int, size: int, get: Get) -> list[bytes]:
    """Hashes that lead from the leaf at `index` to the root of `size` leaves, leaf side first (RFC 6962, 2.1.1).

    Raises ValueError when the leaf is not in that tree.
    """
    if not 0 <= index < size:
        raise ValueError("no such leaf in a tree of this size")
    start, end = 0, size
    proof: list[bytes] = []
    while end - start > 1:
        middle = start + _split(end - start)
        if index < middle:
            proof.append(_subtree(middle, end, get))
            end = middle
        else:
            proof.append(_subtree(start, middle, get))
            start = middle
    return proof[::-1]


def consistency_proof(old: int, new: int, get: Get) -> list[bytes]:
    """Hashes that show the tree of `old` leaves is the beginning of the tree of `new` leaves (RFC 6962, 2.1.2).

    Empty when `old` is zero or equal to `new`. Raises ValueError unless 0 <= old <= new.
    """
    if not 0 <= old <= new:
        raise ValueError("the old tree is not smaller than the new one")
    if old in (0, new):
        return []
    start, end, whole = 0, new, True
    proof: list[bytes] = []
    while old != end:
        middle = start + _split(end - start)
        if old <= middle:
            proof.append(_subtree(middle, end, get))
            end = middle
        else:
            proof.append(_subtree(start, middle, get))
            start, whole = middle, False
    if not whole:
        proof.append(_subtree(start, end, get))
    return proof[::-1]


def verify_inclusion(leaf: bytes, index: int, size: int, proof: Sequence[bytes], expected_root: bytes) -> bool:
    """Whether `proof` shows the leaf hash at `index` in the tree of `size` leaves with this root (RFC 9162, 2.1.3.2)."""
    if not 0 <= index < size:
        return False
    position, last, value = index, size - 1, leaf
    for sibling in proof:
        if last == 0:
            return False
        if position & 1 or position == last:
            value = node_hash(sibling, value)
            while not position & 1 and position:
                position, last = position >> 1, last >> 1
        else:
            value = node_hash(value, sibling)
        position, last = position >> 1, last >> 1
    return last == 0 and hmac.compare_digest(value, expected_root)


def verify_consistency(old: int, new: int, old_root: bytes, new_root: bytes, proof: Sequence[bytes]) -> bool:
    """Whether `proof` shows that the old tree is the beginning of the new one (RFC 9162, 2.1.4.2).

    An empty old tree is the beginning of any tree: its proof is empty and its root that of the empty tree.
    """
    if not 0 <= old <= new:
        return False
    if old == new:
        return not proof and hmac.compare_digest(old_root, new_root)
    if old == 0:
        return not proof and hmac.compare_digest(old_root, empty_root())
    path = list(proof) if old & (old - 1) else [old_root, *proof]
    return bool(proof) and _climb(old - 1, new - 1, old_root, new_root, path)


def _climb(position: int, last: int, old_root: bytes, new_root: bytes, path: list[bytes]) -> bool:
    while position & 1:
        position, last = position >> 1, last >> 1
    was = becomes = path[0]
    for sibling in path[1:]:
        if last == 0:
            return False
        if position & 1 or position == last:
            was, becomes = node_hash(sibling, was), node_hash(sibling, becomes)
            while not position & 1 and position:
                position, last = position >> 1, last >> 1
        else:
            becomes = node_hash(becomes, sibling)
        position, last = position >> 1, last >> 1
    same = hmac.compare_digest(was, old_root) and hmac.compare_digest(becomes, new_root)
    return last == 0 and same
