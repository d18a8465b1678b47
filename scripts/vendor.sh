#!/bin/sh
# Third-party scripts that the page ships, taken from their registry packages by name and version (see NOTICE.md).
# Usage: vendor.sh      needs npm; writes kg/outputs/page/vendor/
set -eu
cd "$(dirname "$0")/.."
target=kg/outputs/page/vendor
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir -p "$target"

(cd "$work" && npm pack --silent vis-network@10.1.5 >/dev/null && tar -xzf vis-network-10.1.5.tgz)
# The map's address must not leave the page: browsers would ask for it when their tools are open.
sed '/^\/\/# sourceMappingURL=/d' "$work/package/standalone/umd/vis-network.min.js" >"$target/vis-network.min.js"
cp "$work/package/LICENSE-MIT" "$target/vis-network.LICENSE"
