"""The log can be proved to a stranger: the tree against the definition of RFC 6962, and against public samples."""

import base64
import hashlib
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seereya.foundation import merkle
from seereya.foundation.merkle import leaf_hash, node_hash, verify_consistency, verify_inclusion

SAMPLES = Path(__file__).resolve().parents[3] / "shared" / "samples" / "tlog"


class Tree:
    def __init__(self, count=0):
        self.nodes = {}
        self.size = 0
        for number in range(count):
            self.append(b"entry %d" % number)

    def get(self, level, index):
        return self.nodes[level, index]

    def append(self, data):
        added = merkle.nodes_added(self.size, leaf_hash(data), self.get)
        for level, index, value in added:
            assert (level, index) not in self.nodes
            self.nodes[level, index] = value
        self.size += 1


def naive_root(leaves):
    """MTH of RFC 6962, section 2.1, word for word."""
    if not leaves:
        return hashlib.sha256(b"").digest()
    if len(leaves) == 1:
        return leaf_hash(leaves[0])
    k = 1
    while k * 2 < len(leaves):
        k *= 2
    return node_hash(naive_root(leaves[:k]), naive_root(leaves[k:]))


def naive_path(m, leaves):
    """PATH of RFC 6962, section 2.1.1."""
    if len(leaves) == 1:
        return []
    k = 1
    while k * 2 < len(leaves):
        k *= 2
    if m < k:
        return [*naive_path(m, leaves[:k]), naive_root(leaves[k:])]
    return [*naive_path(m - k, leaves[k:]), naive_root(leaves[:k])]


def naive_subproof(m, leaves, whole):
    """SUBPROOF of RFC 6962, section 2.1.2."""
    if m == len(leaves):
        return [] if whole else [naive_root(leaves)]
    k = 1
    while k * 2 < len(leaves):
        k *= 2
    if m <= k:
        return [*naive_subproof(m, leaves[:k], whole), naive_root(leaves[k:])]
    return [*naive_subproof(m - k, leaves[k:], False), naive_root(leaves[:k])]


def entries(count):
    return [b"entry %d" % number for number in range(count)]


def test_known_hashes_of_certificate_transparency():
    assert merkle.empty_root().hex() == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    assert leaf_hash(b"").hex() == "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d"
    inputs = ["", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"]
    roots = [
        "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
        "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
        "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
        "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
        "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
        "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
    ]
    tree = Tree()
    for data, expected in zip(inputs, roots, strict=True):
        tree.append(bytes.fromhex(data))
        assert merkle.root(tree.size, tree.get).hex() == expected


@given(st.lists(st.binary(max_size=8), max_size=70))
def test_the_root_is_the_one_of_the_definition_for_any_entries(leaves):
    tree = Tree()
    for leaf in leaves:
        tree.append(leaf)
    assert merkle.root(tree.size, tree.get) == naive_root(leaves)


def test_every_proof_up_to_forty_entries_is_the_one_of_the_definition_and_verifies():
    tree, leaves = Tree(40), entries(40)
    roots = [merkle.root(size, tree.get) for size in range(41)]
    for size in range(1, 41):
        for index in range(size):
            proof = merkle.inclusion_proof(index, size, tree.get)
            assert proof == naive_path(index, leaves[:size])
            assert verify_inclusion(leaf_hash(leaves[index]), index, size, proof, roots[size])
        for old in range(size + 1):
            proof = merkle.consistency_proof(old, size, tree.get)
            assert proof == (naive_subproof(old, leaves[:size], True) if old else [])
            assert verify_consistency(old, size, roots[old], roots[size], proof)


def test_an_old_root_can_still_be_given_when_the_log_has_grown():
    tree = Tree(100)
    assert all(merkle.root(size, tree.get) == naive_root(entries(size)) for size in range(101))


@given(st.data())
def test_a_proof_altered_in_any_way_shows_nothing(data):
    size = data.draw(st.integers(2, 64))
    tree = Tree(size)
    root = merkle.root(size, tree.get)
    index = data.draw(st.integers(0, size - 1))
    proof = merkle.inclusion_proof(index, size, tree.get)
    leaf = leaf_hash(b"entry %d" % index)
    position = data.draw(st.integers(0, len(proof) - 1))
    flipped = bytes([proof[position][0] ^ 1]) + proof[position][1:]
    changed = [*proof[:position], flipped, *proof[position + 1 :]]
    assert not verify_inclusion(leaf, index, size, changed, root)
    assert not verify_inclusion(leaf, index, size, proof[:-1], root)
    assert not verify_inclusion(leaf, index, size, [*proof, root], root)
    assert not verify_inclusion(leaf_hash(b"other"), index, size, proof, root)
    other = data.draw(st.integers(0, size - 1).filter(lambda n: n != index))
    assert not verify_inclusion(leaf, other, size, proof, root)


@given(st.data())
def test_a_log_that_rewrote_its_past_cannot_prove_that_it_grew(data):
    old = data.draw(st.integers(1, 40))
    new = data.draw(st.integers(old + 1, 64))
    altered = data.draw(st.integers(0, old - 1))
    honest, forged = Tree(old), Tree()
    for number in range(new):
        forged.append(b"entry %d" % number if number != altered else b"rewritten")
    proof = merkle.consistency_proof(old, new, forged.get)
    old_root, new_root = merkle.root(old, honest.get), merkle.root(new, forged.get)
    assert not verify_consistency(old, new, old_root, new_root, proof)
    assert not verify_consistency(old, new, old_root, new_root, [])
    assert not verify_consistency(new, old, new_root, old_root, proof)


@given(st.integers(-2, 40), st.integers(-2, 40), st.lists(st.binary(min_size=32, max_size=32), max_size=8))
def test_random_proofs_never_verify_and_never_fail_otherwise(a, b, proof):
    other = bytes(32)
    assert not verify_inclusion(other, a, b, proof, other) or (a == 0 and b == 1)
    assert not verify_consistency(a, b, other, bytes(31) + b"\1", proof)


def test_a_proof_too_short_for_the_size_claimed_is_refused():
    tree = Tree(33)
    for new in range(2, 33):
        for old in range(1, new):
            proof = merkle.consistency_proof(old, new, tree.get)
            roots = merkle.root(old, tree.get), merkle.root(new, tree.get)
            assert not verify_consistency(old, 4 * new, *roots, proof)


def test_what_cannot_be_asked_is_refused():
    tree = Tree(5)
    for index, size in ((5, 5), (-1, 5), (0, 0)):
        with pytest.raises(ValueError, match="no such leaf"):
            merkle.inclusion_proof(index, size, tree.get)
    for old, new in ((6, 5), (-1, 5)):
        with pytest.raises(ValueError, match="old tree"):
            merkle.consistency_proof(old, new, tree.get)
    with pytest.raises(ValueError, match="negative"):
        merkle.root(-1, tree.get)
    with pytest.raises(ValueError, match="negative"):
        merkle.nodes_added(-1, bytes(32), tree.get)


def test_appending_and_proving_a_million_entries_reads_few_nodes():
    reads = []

    def get(level, index):
        reads.append((level, index))
        return bytes(32)

    size = 1_000_003
    merkle.nodes_added(size, bytes(32), get)
    merkle.root(size, get)
    assert len(reads) < 40
    reads.clear()
    merkle.inclusion_proof(777_777, size, get)
    merkle.consistency_proof(777_777, size, get)
    assert len(reads) < 120


def test_consistency_proofs_of_a_public_witness_are_judged_as_it_judges_them():
    if not SAMPLES.is_dir():
        pytest.skip("the samples of public logs are not beside this checkout")
    text = (SAMPLES / "litewitness.txt").read_text()
    requests = re.findall(r"```\nold (\d+)\n((?:\S+\n)*)\n(\S+)\n(\d+)\n(\S+)\n.*?```\nHTTP (\d+)", text, re.DOTALL)
    assert len(requests) == 9
    seen_size, seen_root, judged = 0, merkle.empty_root(), set()
    for old, lines, _origin, size, root, status in requests:
        proof = [base64.b64decode(line) for line in lines.split()]
        new_root = base64.b64decode(root)
        if int(old) != seen_size:
            assert status == "409"
            continue
        good = verify_consistency(int(old), int(size), seen_root, new_root, proof)
        if status in {"200", "422"}:
            assert good == (status == "200")
            judged.add(status)
        if status == "200":
            seen_size, seen_root = int(size), new_root
    assert judged == {"200", "422"}
    assert seen_size == 5
