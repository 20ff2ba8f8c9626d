#!/usr/bin/env bash
# Makes a Python that runs with glibc 2.28, on a newer Debian: its source package, compiled by zig for that C library,
# with OpenSSL, SQLite, libffi, zlib, bzip2 and xz linked in. Nothing of the machine's own libraries is left in it.
#
#     build_spec/linux/old_python.sh FOLDER        e.g. build/python-2.28; it takes some ten minutes
#
# Needs root for the -dev packages where they are missing, and the package index for ziglang. docs/building.md says when.
set -euo pipefail
out=$(realpath -m "$1")
glibc=2.28
here=$(cd "$(dirname "$0")/../.." && pwd)
machine=$(uname -m)
work="$out.work"
mkdir -p "$work" "$out"

echo "== the compiler"
[ -d "$work/zig" ] || python3 -m pip install --quiet --no-deps --target "$work/zig" "ziglang==0.17.1"
# zig knows the name of a shared library by the long option only, and links nothing that has no source of its own; what
# lies on this machine is of another C library
: > "$work/nothing.c"
cat > "$work/cc" <<EOF
#!/usr/bin/env bash
words=()
for each; do
  case "\$each" in
    -I/usr/*|-L/usr/*|-L/lib/*) ;;
    -Wl,-hlib*) words+=("-Wl,-soname,\${each#-Wl,-h}") ;;
    */pyexpat.c) words+=("\$each" -DPy_BUILD_CORE_MODULE) ;; # one of the fixes asks for it
    libpython3.so) words+=("\$each" "$work/nothing.c") ;;
    *) words+=("\$each") ;;
  esac
done
exec "$work/zig/ziglang/zig" cc -target $machine-linux-gnu.$glibc "\${words[@]}"
EOF
chmod +x "$work/cc"

echo "== sources and libraries"
need="libssl-dev libffi-dev liblzma-dev tcl dpkg-dev"
for each in $need; do
  dpkg -s "$each" >/dev/null 2>&1 || DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$each" >/dev/null
done
if [ ! -d "$work/source" ]; then
  mkdir -p "$work/lists/partial" "$work/fetched"
  release=$(. /etc/os-release && echo "$VERSION_CODENAME")
  keys=/usr/share/keyrings/debian-archive-keyring.gpg
  from=$(apt-get indextargets --format '$(REPO_URI)' "Codename: $release" 'Component: main' 'Created-By: Packages' | head -1)
  echo "deb-src [signed-by=$keys] $from $release main" > "$work/sources.list"
  apt="-o Dir::Etc::SourceList=$work/sources.list -o Dir::Etc::SourceParts=/dev/null -o Dir::State::lists=$work/lists"
  # shellcheck disable=SC2086
  (cd "$work/fetched" && apt-get $apt update -qq && apt-get $apt source --download-only -qq python3.11 zlib bzip2 sqlite3)
  mkdir "$work/source"
  tar -xzf "$work"/fetched/python3.11_*.orig.tar.gz -C "$work/source" --strip-components 1
  # Debian's fixes for security, and nothing of its own layout
  mkdir -p "$work/debian"
  tar -xJf "$work"/fetched/python3.11_*.debian.tar.xz -C "$work/debian"
  sed -n '/^shutdown-deadlock/,$p' "$work/debian/debian/patches/series" | while read -r each _; do
    patch -d "$work/source" -p1 --forward --silent < "$work/debian/debian/patches/$each" || echo "not applied: $each"
  done
fi

# the day it was compiled would make each build another one
sed -i -e 's/define DATE __DATE__/define DATE "Jan  1 2020"/' -e 's/define TIME __TIME__/define TIME "00:00:00"/' \
  "$work/source/Modules/getbuildinfo.c"

echo "== libraries that are linked in"
mkdir -p "$work/include" "$work/lib"
triple=$machine-linux-gnu
for each in openssl ffi.h ffitarget.h lzma.h lzma; do
  for place in /usr/include /usr/include/$triple; do
    if [ -e "$place/$each" ]; then cp -rn "$place/$each" "$work/include/"; fi
  done
done
cp -n /usr/include/$triple/openssl/* "$work/include/openssl/" 2>/dev/null || true
for each in ssl crypto lzma; do cp -n "/usr/lib/$triple/lib$each.a" "$work/lib/"; done
cp -n "/usr/lib/$triple/libffi_pic.a" "$work/lib/libffi.a"
# Those that Debian compiles for programs only, not for other libraries to take in.
library() { # name, folder of its sources, files and options
  local name=$1 folder=$2; shift 2
  [ -f "$work/lib/lib$name.a" ] && return
  (cd "$folder" && for each in $1; do "$work/cc" -O2 -fPIC -fno-sanitize=all -g0 -w ${2:-} -c "$each" -o "${each%.c}.pic.o"; done \
    && "$work/zig/ziglang/zig" ar rcs "$work/lib/lib$name.a" ./*.pic.o)
}
for each in zlib bzip2 sqlite3; do
  [ -d "$work/$each" ] && continue
  mkdir "$work/$each"
  tar -xf "$work/fetched/$each"_*.orig.tar.?z* -C "$work/$each" --strip-components 1
done
library z "$work/zlib" "adler32.c crc32.c deflate.c infback.c inffast.c inflate.c inftrees.c trees.c zutil.c compress.c \
  uncompr.c gzclose.c gzlib.c gzread.c gzwrite.c" "-DHAVE_UNISTD_H"
library bz2 "$work/bzip2" "blocksort.c huffman.c crctable.c randtable.c compress.c decompress.c bzlib.c"
[ -f "$work/sqlite3/sqlite3.c" ] || (cd "$work/sqlite3" && ./configure > configure.log 2>&1 && make sqlite3.c > make.log 2>&1)
library sqlite3 "$work/sqlite3" sqlite3.c "-DSQLITE_THREADSAFE=1 -DSQLITE_ENABLE_FTS3 -DSQLITE_ENABLE_FTS3_PARENTHESIS \
  -DSQLITE_ENABLE_FTS4 -DSQLITE_ENABLE_FTS5 -DSQLITE_ENABLE_RTREE -DSQLITE_ENABLE_COLUMN_METADATA -DSQLITE_SECURE_DELETE \
  -DSQLITE_ENABLE_DBSTAT_VTAB -DSQLITE_ENABLE_MATH_FUNCTIONS -DSQLITE_MAX_VARIABLE_NUMBER=250000"
cp "$work"/zlib/z{lib,conf}.h "$work/bzip2/bzlib.h" "$work"/sqlite3/sqlite3{,ext}.h "$work/include/"

echo "== configure and make"
cd "$work/source"
export CC="$work/cc" CXX="$work/cc" AR="$work/zig/ziglang/zig ar" RANLIB="$work/zig/ziglang/zig ranlib"
export CPPFLAGS="-I$work/include" LDFLAGS="-L$work/lib -Wl,-rpath,$out/lib" PKG_CONFIG=/bin/false
export CFLAGS="-fno-sanitize=all -g0"
export ZLIB_CFLAGS="-I$work/include" ZLIB_LIBS="-lz" BZIP2_CFLAGS="-I$work/include" BZIP2_LIBS="-lbz2"
export LIBLZMA_CFLAGS="-I$work/include" LIBLZMA_LIBS="-llzma"
export LIBSQLITE3_CFLAGS="-I$work/include" LIBSQLITE3_LIBS="-lsqlite3 -lm"
export LIBFFI_CFLAGS="-I$work/include" LIBFFI_LIBS="-lffi"
[ -f Makefile ] || ./configure --prefix="$out" --enable-shared --without-ensurepip --with-openssl="$work" --disable-test-modules \
  --without-readline --with-system-ffi py_cv_module__tkinter=n/a py_cv_module__curses=n/a py_cv_module__uuid=n/a \
  py_cv_module_nis=n/a py_cv_module__dbm=n/a py_cv_module__gdbm=n/a py_cv_module_readline=n/a > configure.log 2>&1
make -j"$(nproc)" > make.log 2>&1
make install > install.log 2>&1
for each in ssl ctypes sqlite3 zlib lzma bz2 decimal hashlib asyncio; do LD_LIBRARY_PATH="$out/lib" "$out/bin/python3.11" -c "import $each"; done
echo "== done: $out/bin/python3.11"
cd "$here"
