#!/bin/sh
# Plays a whole revocation on a real IMAP and SMTP server on loopback:
# installs what is missing, builds, and tells the story as it goes.
# --keep leaves the servers up and says how to play an official by hand.
set -eu

cd "$(dirname "$0")/.."
case ${1-} in
"" | --keep) ;;
*)
	echo "usage: $0 [--keep]" >&2
	exit 64
	;;
esac

sh contrib/install-deps.sh test
cmake --preset release
cmake --build --preset release
exec /usr/bin/python3 tests/real/demo.py "$PWD/build/release/cabut" "$@"
