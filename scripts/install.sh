# Sourced by ./start and ./test from the checkout's root: brings uv when the machine lacks it, then a .venv with exactly
# the locked packages. Nothing outside this folder is changed; no root, no system pip.

UV_VERSION=0.13.9

say() { printf '%s\n' "$*" >&2; }

uv_from_venv() {
    command -v python3 >/dev/null 2>&1 || return 1
    python3 -m venv .uv >/dev/null 2>&1 && .uv/bin/python -m pip install --quiet --disable-pip-version-check "uv==$UV_VERSION" >&2
}

# Debian without python3-venv: pip may still be there, and --target is not refused by PEP 668.
uv_from_pip() {
    command -v python3 >/dev/null 2>&1 || return 1
    rm -rf .uv && python3 -m pip install --quiet --disable-pip-version-check --target .uv "uv==$UV_VERSION" >&2
}

uv_from_installer() {
    rm -rf .uv && mkdir -p .uv/bin
    address="https://astral.sh/uv/$UV_VERSION/install.sh"
    if command -v curl >/dev/null 2>&1; then curl -LsSf "$address" -o .uv/install.sh
    elif command -v wget >/dev/null 2>&1; then wget -qO .uv/install.sh "$address"
    else return 1
    fi && UV_UNMANAGED_INSTALL="$PWD/.uv/bin" sh .uv/install.sh >&2
}

bring_uv() {
    if command -v uv >/dev/null 2>&1; then UV=uv; return; fi
    UV=.uv/bin/uv
    [ -x "$UV" ] && return
    say "Fetching uv, which installs the rest (into $PWD/.uv)..."
    uv_from_venv || uv_from_pip || uv_from_installer || true
    if ! [ -x "$UV" ]; then
        say "Could not fetch uv. Check the network (HTTPS_PROXY is respected), or install one of these and try again:"
        say "  Debian, Ubuntu:  sudo apt install python3-venv"
        say "  macOS:           brew install uv"
        exit 1
    fi
}

# install LOCK...: make .venv hold the locked packages and Greenroom itself. Quick when nothing changed.
install() {
    bring_uv
    [ -x .venv/bin/python ] || "$UV" venv --quiet --python '>=3.11' .venv
    stamp=$(cat pyproject.toml "$@" | cksum)
    [ "$(cat .venv/greenroom-stamp 2>/dev/null)" = "$stamp" ] && return
    say "Installing the packages (about half a minute the first time)..."
    locks=""
    for lock in "$@"; do locks="$locks -r $lock"; done
    # shellcheck disable=SC2086  # the list of -r options is meant to be split
    "$UV" pip install --quiet --python .venv --require-hashes $locks
    "$UV" pip install --quiet --python .venv --no-deps --no-build-isolation --editable .
    printf '%s\n' "$stamp" > .venv/greenroom-stamp
}
