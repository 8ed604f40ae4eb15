#!/bin/sh
# Builds cabut with gcc and with clang, warnings being errors, and runs every
# test. The last line is ctest's; the exit code says whether all is well.
# JOBS=n in the environment: so many at a time (default 2).
set -eu

cd "$(dirname "$0")/.."
jobs=${JOBS:-2}
export CLICOLOR=0 NINJA_STATUS='[%f/%t] '

say() {
	printf '\n== %s\n' "$*"
}

say 'packages'
sh contrib/install-deps.sh test

for preset in clang dev; do
	say "build with preset $preset"
	cmake --preset "$preset"
	cmake --build --preset "$preset" -j "$jobs"
done

say 'tests'
exec ctest --preset dev -j "$jobs" --output-on-failure --no-tests=error
