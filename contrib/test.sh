#!/bin/sh
# Builds cabut with gcc and with clang, warnings being errors, and runs every
# test. The last line is ctest's; the exit code says whether all is well.
# JOBS=n in the environment: so many at a time (default 2).
# FUZZ_SECONDS=n: so long for each fuzz target (default 60; 0: none).
set -eu

cd "$(dirname "$0")/.."
jobs=${JOBS:-2}
fuzz_seconds=${FUZZ_SECONDS:-60}
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

if [ "$fuzz_seconds" -gt 0 ]; then
	say 'fuzz targets'
	cmake --preset fuzz
	cmake --build --preset fuzz -j "$jobs" --target fuzz
	JOBS=$jobs /usr/bin/python3 tests/fuzz/run.py build/fuzz "$fuzz_seconds"
fi

say 'tests'
exec ctest --preset dev -j "$jobs" --output-on-failure --no-tests=error
