# Shared by the scripts: finds Python, makes environments from the locks. Sourced, not run.
# Needs: $root, the checkout's folder. No name of a package registry stands here: pip's own configuration decides.

say() { printf '%s\n' "$*"; }
fail() { # fail CODE MESSAGE…
    code=$1
    shift
    printf '%s\n' "$*" >&2
    exit "$code"
}

# The first Python that is new enough; PYTHON=… may name another.
find_python() {
    oldest='sys.version_info >= (3, 11)'
    seen=
    for candidate in ${PYTHON:+"$PYTHON"} python3 python3.11 python3.12 python3.13 python3.14 python; do
        command -v "$candidate" >/dev/null 2>&1 || continue
        seen="$candidate $("$candidate" -c 'import sys; print("%d.%d" % sys.version_info[:2])' 2>/dev/null || echo '?')"
        if "$candidate" -c "import sys; sys.exit(not ($oldest))" >/dev/null 2>&1; then
            command -v "$candidate"
            return 0
        fi
    done
    if [ -n "$seen" ]; then
        fail 3 "Seereya needs Python 3.11 or newer; this machine has $seen. Install a newer one, or name it: PYTHON=/path/to/python3.11 $0"
    fi
    fail 3 "Seereya needs Python 3.11 or newer and found none. On Debian or Ubuntu: apt install python3 python3-venv"
}

check_venv_module() { # check_venv_module PYTHON
    if "$1" -c 'import venv, ensurepip' >/dev/null 2>&1; then return 0; fi
    if [ "$(command -v python3)" = "$1" ]; then
        package=python3-venv
    else
        package=python$("$1" -c 'import sys; print("%d.%d" % sys.version_info[:2])')-venv
    fi
    fail 3 "Python's venv module is missing. Run:
    apt install $package
and start again."
}

# The stamp changes with the locks, the Python and the folder: only then is an environment made again.
stamp_of() { # stamp_of PYTHON LOCK…
    python=$1
    shift
    "$python" - "$root" "$@" <<'PY'
import hashlib
import sys

digest = hashlib.sha256(f"{sys.version} {sys.argv[1]}".encode())
for name in sys.argv[2:]:
    with open(name, "rb") as file:
        digest.update(file.read())
print(digest.hexdigest())
PY
}

# make_environment FOLDER PYTHON LOCK…: installs exactly what the locks pin, every file checked against its hash.
make_environment() {
    folder=$1
    python=$2
    shift 2
    stamp=$(stamp_of "$python" "$@")
    if [ -x "$folder/bin/python" ] && [ "$(cat "$folder/.stamp" 2>/dev/null)" = "$stamp" ]; then return 0; fi
    check_venv_module "$python"
    say "Making the environment ${folder##*/} from the lock (once)."
    rm -f "$folder/.stamp"
    log=$folder/.install.log
    "$python" -m venv --clear "$folder" || fail 3 "The environment $folder could not be made."
    set -- "$@" --end
    while [ "$1" != --end ]; do
        lock=$1
        shift
        set -- "$@" -r "$lock"
    done
    shift
    if ! "$folder/bin/python" -m pip install --quiet --disable-pip-version-check --no-input --no-compile \
        --require-hashes "$@" >"$log" 2>&1; then
        cat "$log" >&2
        fail 4 "Installing from the lock failed; what pip said stands above. Nothing was half-kept: start again once it is mended."
    fi
    # What runs needs no installer; `python -m ensurepip` brings it back, and a new lock makes the environment anew.
    if [ "${folder##*/}" = .venv-run ]; then "$folder/bin/python" -m pip uninstall --quiet --yes setuptools pip >>"$log" 2>&1 || true; fi
    rm -f "$log"
    printf '%s' "$stamp" >"$folder/.stamp"
}
