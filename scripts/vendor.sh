#!/bin/sh
# Third-party scripts that the page ships, taken from their registry packages by name and version (see NOTICE.md).
# Usage: vendor.sh      needs npm; writes kg/outputs/page/vendor/ and kg/serve/static/vendor/
set -eu
cd "$(dirname "$0")/.."
target=kg/outputs/page/vendor
server=kg/serve/static/vendor
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir -p "$target" "$server"

(cd "$work" && npm pack --silent vis-network@10.1.5 >/dev/null && tar -xzf vis-network-10.1.5.tgz)
# The map's address must not leave the page: browsers would ask for it when their tools are open.
sed '/^\/\/# sourceMappingURL=/d' "$work/package/standalone/umd/vis-network.min.js" >"$target/vis-network.min.js"
cp "$work/package/LICENSE-MIT" "$target/vis-network.LICENSE"

rm -rf "$work/package"
(cd "$work" && npm pack --silent @zazuko/yasgui@4.6.2 >/dev/null && tar -xzf zazuko-yasgui-4.6.2.tgz)
for file in yasgui.min.js yasgui.min.css; do
    sed '/^\/\/# sourceMappingURL=/d; s/\/\*# sourceMappingURL=[^*]*\*\///' "$work/package/build/$file" >"$server/$file"
done
cp "$work/package/LICENSE" "$server/yasgui.LICENSE" 2>/dev/null || printf 'MIT, see NOTICE.md\n' >"$server/yasgui.LICENSE"
