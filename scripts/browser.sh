#!/bin/sh
# Browsers and CJK fonts for the page's tests: Debian's packages where apt is there, else playwright's own browser.
# Firefox and WebKit are taken where apt offers them; without them their tests are skipped.
# Usage: browser.sh PYTHON
set -eu
python=$1

missing=
command -v chromium >/dev/null 2>&1 || command -v google-chrome >/dev/null 2>&1 || missing="chromium"
fc-list :lang=zh 2>/dev/null | grep -q . || missing="$missing fonts-noto-cjk fontconfig"
others=
command -v firefox-esr >/dev/null 2>&1 || command -v firefox >/dev/null 2>&1 || others="firefox-esr"
command -v WebKitWebDriver >/dev/null 2>&1 || others="$others webkit2gtk-driver"
command -v xvfb-run >/dev/null 2>&1 || others="$others xvfb xauth"
[ -n "$missing$others" ] || exit 0

if ! command -v apt-get >/dev/null 2>&1; then
    [ -z "$missing" ] || "$python" -m playwright install chromium
    exit 0
fi

as_root=
[ "$(id -u)" = 0 ] || as_root="sudo"
[ -n "$missing" ] || as_root="${as_root:+sudo -n}" # nobody is asked for a password for what the tests can do without
export DEBIAN_FRONTEND=noninteractive
install() { $as_root apt-get install -qq -y --no-install-recommends "$@" >/dev/null; }
$as_root apt-get update -qq || [ -z "$missing" ]
# shellcheck disable=SC2086  # lists of package names
[ -z "$missing" ] || install $missing
# shellcheck disable=SC2086
[ -z "$others" ] || install $others || for package in $others; do
    install "$package" || echo "$package could not be installed: the tests that need it are skipped" >&2
done
