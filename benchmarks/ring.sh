#!/usr/bin/env bash
# Draining one BPF ring buffer from Java and with libbpf from C, in turns: a Markdown table.
# usage: benchmarks/ring.sh [TURNS]      (root, gcc, libbpf-dev; build first: mvn -Pquick package)
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)
skip() { echo "SKIPPED: $1"; exit 0; }
[ "$(id -u)" = 0 ] || skip "not root"
command -v gcc >/dev/null || skip "no gcc"
[ -e /usr/include/bpf/libbpf.h ] || skip "no headers of libbpf (libbpf-dev)"

java=
for home in "${JAVA_HOME:-}" /usr/lib/jvm/*; do
  if [ -x "$home/bin/java" ] && grep -qE '^JAVA_VERSION="(2[5-9]|[3-9][0-9])' "$home/release" 2>/dev/null; then
    java=$home/bin/java
    break
  fi
done
[ -n "$java" ] || skip "no JDK 25 or newer"

work=$(mktemp -d)
trap 'umount "$work/bpf" 2>/dev/null || true; rm -rf "$work"' EXIT
mkdir "$work/bpf"
mount -t bpf bpf "$work/bpf" || skip "no BPF file system can be mounted"
gcc -O2 -Wall -Wextra -o "$work/drain" "$root/benchmarks/c/ring_drain.c" -lbpf

class_path=$(ls -d "$root"/{benchmarks,enforcer/kernel,enforcer/bpf}/target/classes | tr '\n' ':')
"$java" --enable-native-access=ALL-UNNAMED -XX:+UseSerialGC -Xmx256m ${BENCH_JAVA_OPTS:-} -cp "$class_path" \
  io.bulwark.benchmarks.ring.RingDrain "$work/bpf" "$work/drain" "${1:-10}"
