#!/usr/bin/env bash
# Brings Debian's Chromium for the tests in a browser, where it is missing and may be installed; they are skipped without it.
set -euo pipefail

for place in "${CHROMIUM:-}" /usr/bin/chromium /usr/bin/chromium-browser /usr/bin/google-chrome; do
  if [ -n "$place" ] && [ -x "$place" ]; then exit 0; fi
done
if ! command -v apt-get > /dev/null || [ "$(id -u)" -ne 0 ]; then
  echo "no Chromium, and it can only be installed as root with apt-get: tests in a browser will be skipped" >&2
  exit 0
fi
echo "installing Chromium for the tests in a browser" >&2
if ! { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium; } > /dev/null 2>&1; then
  echo "Chromium cannot be installed here: tests in a browser will be skipped" >&2
fi
