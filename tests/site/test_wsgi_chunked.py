"""A body sent in chunks arrives whole, over a real socket and through the server that serves Seereya."""

import hashlib
import http.client
import json
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seereya.site.wsgi_chunked import Chunked

ROOT = Path(__file__).resolve().parents[2]
ECHO = """
import hashlib, json
from django.conf import settings
settings.configure(ALLOWED_HOSTS=["*"], ROOT_URLCONF=__name__, SECRET_KEY="x", MIDDLEWARE=[],
    FILE_UPLOAD_HANDLERS=[__name__ + ".Hashing"])
import django; django.setup()
from django.core.files.uploadhandler import FileUploadHandler
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.wsgi import get_wsgi_application
from django.http import JsonResponse
from django.urls import path
from seereya.site.wsgi_chunked import Chunked

class Hashing(FileUploadHandler):
    def new_file(self, *args, **kwargs):
        super().new_file(*args, **kwargs)
        self.digest = hashlib.sha256()
    def receive_data_chunk(self, raw_data, start):
        self.digest.update(raw_data)
    def file_complete(self, file_size):
        return SimpleUploadedFile(self.digest.hexdigest(), b"")

def echo(request):
    if request.content_type == "application/octet-stream":
        digest, size = hashlib.sha256(), 0
        while piece := request.read(65536):
            digest.update(piece); size += len(piece)
        return JsonResponse({"size": size, "sha256": digest.hexdigest()})
    files = {name: file.name for name, file in request.FILES.items()}
    return JsonResponse({"form": request.POST.dict(), "files": files})

urlpatterns = [path("", echo)]
application = Chunked(get_wsgi_application())
"""


@pytest.fixture(scope="module")
def port(tmp_path_factory):
    """A server of its own, started as the product is, with an application that says what it received."""
    folder = tmp_path_factory.mktemp("echo")
    (folder / "echo_application.py").write_text(ECHO)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        number = free.getsockname()[1]
    conf = ROOT / "src/seereya/site/gunicorn_conf.py"
    words = [sys.executable, "-m", "gunicorn", "-c", conf, "--bind", f"127.0.0.1:{number}", "echo_application:application"]
    environ = {**os.environ, "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{folder}"}
    server = subprocess.Popen(words, cwd=folder, env=environ)
    try:
        _wait(number, server)
        yield number
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait(timeout=30)


def _wait(number, server):
    end = time.monotonic() + 30
    while time.monotonic() < end and server.poll() is None:
        try:
            socket.create_connection(("127.0.0.1", number), timeout=1).close()
        except OSError:
            time.sleep(0.05)
        else:
            return
    pytest.fail("the server did not start")


def _post(port, pieces, content_type):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    try:
        connection.request("POST", "/", body=iter(pieces), headers={"Content-Type": content_type}, encode_chunked=True)
        answer = connection.getresponse()
        return answer.status, answer.read()
    finally:
        connection.close()


def test_form_in_chunks_is_read_whole(port):
    status, body = _post(port, [b"title=Fr", b"appe&place=", b"Kala"], "application/x-www-form-urlencoded")
    assert status == 200
    assert json.loads(body)["form"] == {"title": "Frappe", "place": "Kala"}


def test_file_in_chunks_is_read_whole(port):
    content = os.urandom(3_000_000)
    mark = b"kept-apart-" + os.urandom(12).hex().encode()
    note = b'--%s\r\nContent-Disposition: form-data; name="note"\r\n\r\nvoice\r\n' % mark
    file = b'--%s\r\nContent-Disposition: form-data; name="f"; filename="a.bin"\r\nContent-Type: image/png\r\n\r\n' % mark
    whole = note + file + content + b"\r\n--%s--\r\n" % mark
    pieces = [whole[at : at + 70_001] for at in range(0, len(whole), 70_001)]
    status, body = _post(port, pieces, f"multipart/form-data; boundary={mark.decode()}")
    assert status == 200
    assert json.loads(body) == {"form": {"note": "voice"}, "files": {"f": hashlib.sha256(content).hexdigest()}}


def test_raw_stream_in_chunks_is_read_whole(port):
    status, body = _post(port, [b"x" * 100_000 for _ in range(80)], "application/octet-stream")
    assert status == 200
    assert json.loads(body)["size"] == 8_000_000


def test_form_beyond_the_limit_is_refused(port):
    status, _ = _post(port, [b"a=" + b"x" * 6 * 1024 * 1024], "application/x-www-form-urlencoded")
    assert status == 413


def test_server_writes_no_body_to_disk_while_it_arrives(port):
    """Half an upload is sent; then every file that the server's processes hold open is looked at."""
    head = b"POST / HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/octet-stream\r\nTransfer-Encoding: chunked\r\n\r\n"
    marker = b"TESTIMONY-IN-CLEAR" * 1000
    with socket.create_connection(("127.0.0.1", port), timeout=30) as client:
        client.sendall(head + b"%x\r\n%s\r\n" % (len(marker), marker))
        time.sleep(0.3)
        held = [path for pid in _family(port) for path in _regular_files(pid)]
        client.sendall(b"0\r\n\r\n")
        assert client.recv(65536).startswith(b"HTTP/1.1 200")
    assert [path for path in held if marker[:18] in _content(path)] == []
    assert [path for path in held if path.readlink().is_relative_to(tempfile.gettempdir())] == []


def _family(port):
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            words = (folder / "cmdline").read_bytes()
        except OSError:
            continue
        if b"echo_application" in words and str(port).encode() in words:
            yield int(folder.name)


def _regular_files(pid):
    for path in Path(f"/proc/{pid}/fd").iterdir():
        try:
            if int(path.name) > 2 and path.is_file():  # not what the test itself gave
                yield path
        except OSError:
            continue


def _content(path):
    try:
        return path.read_bytes()
    except OSError:
        return b""


def _answer(environ, start_response):
    start_response("200 OK", [])
    return [environ["wsgi.input"].read(int(environ["CONTENT_LENGTH"]))]


class _Stream:
    """What a server gives: it ends where the body ends, and hands out pieces as they came."""

    def __init__(self, pieces):
        self.pieces = [piece for piece in pieces if piece]

    def read(self, size):
        if not self.pieces:
            return b""
        first = self.pieces.pop(0)
        if len(first) > size:
            self.pieces.insert(0, first[size:])
        return first[:size]


@given(st.lists(st.binary(max_size=300)))
def test_small_body_arrives_as_it_was_cut(pieces):
    environ = {
        "HTTP_TRANSFER_ENCODING": "chunked",
        "CONTENT_TYPE": "text/plain",
        "wsgi.input": _Stream(pieces),
        "wsgi.input_terminated": True,
    }
    whole = b"".join(pieces)
    said = []
    answer = Chunked(_answer, limit=1000)(environ, lambda status, _headers: said.append(status))
    if len(whole) > 1000:
        assert said == ["413 Content Too Large"]
    else:
        assert b"".join(answer) == whole


def test_announced_length_is_left_alone():
    environ = {"CONTENT_LENGTH": "2", "wsgi.input": _Stream([b"ab"]), "wsgi.input_terminated": True}
    assert list(Chunked(_answer)(environ, lambda *_: None)) == [b"ab"]


def test_server_that_does_not_end_the_stream_is_not_trusted():
    """Without `wsgi.input_terminated` reading on could wait for ever: the body stays empty, as Django has it."""
    seen = {}
    environ = {"HTTP_TRANSFER_ENCODING": "chunked", "CONTENT_TYPE": "text/plain"}
    Chunked(lambda e, _s: seen.update(e) or [])(environ, lambda *_: None)
    assert "CONTENT_LENGTH" not in seen
