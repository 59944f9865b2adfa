#!/usr/bin/env bash
# Sets up .venv with exactly the packages of a lock file, once: prepare.sh requirements.lock
# With requirements-dev.lock also a browser for the journeys. A second run does nothing.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
lock=$1

stop() {
    printf '%s\n' "$@" >&2
    exit 1
}

find_python() {
    local name
    for name in python3.11 python3 python3.12 python3.13 python; do
        if "$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            command -v "$name"
            return
        fi
    done
    stop "Python 3.11 or later is needed and none was found." \
        "Install it (Debian: apt-get install python3 python3-venv), then try again."
}

install_with_apt() {
    [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null || return 1
    printf 'Installing %s with apt-get\n' "$1"
    export DEBIAN_FRONTEND=noninteractive
    apt-get install -y -qq --no-install-recommends "$1" </dev/null >/dev/null 2>&1 && return
    apt-get update -qq </dev/null >/dev/null && apt-get install -y -qq --no-install-recommends "$1" </dev/null >/dev/null
}

# Each complete setup leaves a mark: what it was made from, where, and with which Python.
mark() {
    printf '%s %s %s\n' "$(cat "$1" pyproject.toml scripts/link_checkout.py scripts/prepare.sh | sha256sum | cut -d' ' -f1)" \
        "$PWD" "$(.venv/bin/python -c 'import sys; print(sys.version.split()[0])' 2>/dev/null || true)"
}

is_done() {
    local done_for
    for done_for in "$lock" requirements-dev.lock; do
        [ "$(cat ".venv/.made-from-$done_for" 2>/dev/null || true)" = "$(mark "$done_for")" ] && return 0
    done
    return 1
}

make_environment() {
    local python
    if ! .venv/bin/python -m pip --version >/dev/null 2>&1; then
        python=$(find_python)
        rm -rf .venv
        "$python" -m venv .venv >/dev/null 2>&1 ||
            { install_with_apt python3-venv && "$python" -m venv .venv; } ||
            stop "Python cannot make a virtual environment." "Install its module venv (Debian: apt-get install python3-venv)."
    fi
    printf 'Installing the packages of %s into .venv (once, a minute or two)\n' "$lock"
    .venv/bin/python -m pip install --quiet --quiet --disable-pip-version-check --no-input --require-hashes -r "$lock" ||
        stop "The packages of $lock could not be installed; the lines above say why."
    .venv/bin/python scripts/link_checkout.py
    rm -f .venv/.made-from-*
    mark "$lock" >".venv/.made-from-$lock"
}

ensure_browser() {
    local name
    for name in chromium chromium-browser google-chrome; do
        command -v "$name" >/dev/null && return
    done
    install_with_apt chromium ||
        stop "The journeys need the browser Chromium and none was found." "Install it (Debian: apt-get install chromium), then try again."
}

is_done || make_environment
if [ "$lock" = requirements-dev.lock ]; then ensure_browser; fi
