#!/bin/sh
# Reads an exported log with a client written by others: run.sh FOLDER VERIFIER_KEY
# Needs Debian's golang-go and golang-golang-x-mod-dev; without them it says so and exits 77.
set -eu

packages=/usr/share/gocode
if ! command -v go >/dev/null || [ ! -d "$packages/src/golang.org/x/mod/sumdb" ]; then
    echo "skipped: golang-go and golang-golang-x-mod-dev are not installed"
    exit 77
fi
[ "$#" -eq 2 ] || { echo "usage: run.sh FOLDER VERIFIER_KEY" >&2; exit 2; }

here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
GO111MODULE=off GOPATH=$packages GOFLAGS= GOTOOLCHAIN=local \
    GOCACHE="${GOCACHE:-${TMPDIR:-/tmp}/xinheng-go-cache-$(id -u)}" \
    go build -o "$work/tile_client" "$here/main.go"
"$work/tile_client" "$1" "$2"
