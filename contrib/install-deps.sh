#!/bin/sh
# Installs what cabut needs on Debian 12. `build` is enough to build and run
# it; `test` (the default) adds the servers and tools of the tests and the
# demonstration. Run again at will: what is present is left alone.
set -eu

what=${1:-test}

# libcurl4-gnutls-dev: libetpan-dev excludes the OpenSSL flavour.
build="build-essential cmake ninja-build pkg-config git
 libetpan-dev libcurl4-gnutls-dev libsqlite3-dev libxml2-dev libssl-dev
 libunistring-dev libpcre2-dev libjansson-dev libseccomp-dev libzip-dev
 libqpdf-dev libpoppler-glib-dev libtesseract-dev libleptonica-dev
 tesseract-ocr-ind tesseract-ocr-eng libheif-dev libde265-dev libcairo2-dev
 libpango1.0-dev libfontconfig-dev libcyaml-dev libyaml-dev
 libical-dev libsmartcols-dev fonts-liberation2 poppler-data tzdata ca-certificates"

tests="libcmocka-dev clang-14 clang libclang-rt-14-dev dovecot-core
 dovecot-imapd python3 python3-aiosmtpd python3-docx python3-reportlab
 python3-odf openssl poppler-utils strace zip chromium"

case $what in
build) want=$build ;;
test) want="$build $tests" ;;
*)
	echo "usage: $0 [build|test]" >&2
	exit 64
	;;
esac

missing=
for package in $want; do
	status=$(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null) ||
		status=
	[ "$status" = installed ] || missing="$missing $package"
done
[ -n "$missing" ] || exit 0

as_root=
if [ "$(id -u)" -ne 0 ]; then
	command -v sudo >/dev/null || {
		echo "install-deps: not root and no sudo; ask for:$missing" >&2
		exit 77
	}
	as_root=sudo
fi

# A mail server that the tests start by hand must not start as a service of
# this machine; Debian asks policy-rc.d first.
policy=/usr/sbin/policy-rc.d
if [ ! -e $policy ]; then
	printf '#!/bin/sh\nexit 101\n' | $as_root tee $policy >/dev/null
	$as_root chmod 755 $policy
	trap '$as_root rm -f $policy' EXIT
fi
$as_root apt-get -q update
# shellcheck disable=SC2086 # a list of words
$as_root env DEBIAN_FRONTEND=noninteractive apt-get -q install -y \
	--no-install-recommends $missing
