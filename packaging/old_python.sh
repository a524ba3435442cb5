#!/bin/sh
# Makes Python and SQLite from Debian's sources, for systems whose C library is older than this one's.
# Run as root in a Debian 11 by packaging/oldest.py; what it makes lies in /opt/python.
#
# Sources come from Debian 12 through apt, which checks them against what Debian signed: Python as published,
# with Debian's security patches; its other patches change where modules lie.
set -eu
export LC_ALL=C SOURCE_DATE_EPOCH="${SOURCE_DATE_EPOCH:-1672444800}"
cd "$(mktemp -d)"
printf 'deb-src %s bookworm main\n' "$1" > sources.list
mkdir -p lists/partial
set -- -o "Dir::Etc::sourcelist=$PWD/sources.list" -o "Dir::State::lists=$PWD/lists" -o APT::Sandbox::User=root
apt-get "$@" -qq update
apt-get "$@" -qq --download-only source python3.11 sqlite3
dpkg-source --no-check --skip-patches -x python3.11_*.dsc python
dpkg-source --no-check --skip-patches -x sqlite3_*.dsc sqlite

# These functions have a newer twin that differs in errno alone; asking for the older one runs on glibc 2.28.
cat > old_glibc.h <<'H'
#if defined(__x86_64__) && !defined(__ASSEMBLER__)
__asm__(".symver exp,exp@GLIBC_2.2.5");
__asm__(".symver exp2,exp2@GLIBC_2.2.5");
__asm__(".symver log,log@GLIBC_2.2.5");
__asm__(".symver log2,log2@GLIBC_2.2.5");
__asm__(".symver pow,pow@GLIBC_2.2.5");
#endif
H
old="-include $PWD/old_glibc.h"

cd sqlite
./configure --prefix=/opt/python --disable-tcl --disable-readline --disable-static --enable-fts5 \
    CFLAGS="-O2 $old -DSQLITE_ENABLE_FTS3 -DSQLITE_ENABLE_MATH_FUNCTIONS -DSQLITE_ENABLE_COLUMN_METADATA -DSQLITE_ENABLE_DBSTAT_VTAB" \
    > /dev/null
make -j"$(nproc)" > /dev/null
make install > /dev/null
cd ../python

# the security patches come last in Debian's series
sed '1,/^ntpath-import/d; /^skip-xml/d' debian/patches/series | while read -r name; do
    patch -p1 --quiet < "debian/patches/$name"
done
# one of them uses a header that only Python's own parts may include, and leaves telling so to Debian's build
sed -i '1i #define Py_BUILD_CORE_MODULE 1' Modules/pyexpat.c
./configure --prefix=/opt/python --enable-shared --with-ensurepip=install --without-static-libpython \
    --enable-optimizations --disable-test-modules \
    ac_cv_func_sem_clockwait=no \
    CFLAGS="-fno-semantic-interposition $old" CPPFLAGS=-I/opt/python/include \
    LDFLAGS="-L/opt/python/lib -Wl,-rpath,/opt/python/lib -fno-semantic-interposition" \
    > /dev/null
# what is trained with: the tests that ask for much of what a program does, and end soon
make -j"$(nproc)" PROFILE_TASK="-m test --pgo test_json test_re test_dataclasses test_unicode test_list test_dict test_sqlite3" > /dev/null
make install > /dev/null
/opt/python/bin/python3 -c "import ssl, sqlite3, lzma, bz2, zlib, ctypes; print(sqlite3.sqlite_version)"
