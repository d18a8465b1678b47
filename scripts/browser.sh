#!/bin/sh
# A browser and CJK fonts for the page's tests: Debian's packages where apt is there, else playwright's own browser.
# Usage: browser.sh PYTHON
set -eu
python=$1

missing=
command -v chromium >/dev/null 2>&1 || command -v google-chrome >/dev/null 2>&1 || missing="chromium"
fc-list :lang=zh 2>/dev/null | grep -q . || missing="$missing fonts-noto-cjk"
[ -n "$missing" ] || exit 0

if command -v apt-get >/dev/null 2>&1; then
    as_root=
    [ "$(id -u)" = 0 ] || as_root=sudo
    export DEBIAN_FRONTEND=noninteractive
    $as_root apt-get update -qq
    # shellcheck disable=SC2086  # a list of package names
    $as_root apt-get install -qq -y --no-install-recommends $missing fontconfig >/dev/null
else
    "$python" -m playwright install chromium
fi
