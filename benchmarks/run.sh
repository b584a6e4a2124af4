#!/usr/bin/env bash
# Whole-process figures of replaying long captures with all upstream rules enabled: a Markdown table.
# usage: benchmarks/run.sh [--launcher] [--warm-copies N]      (build first: mvn -Pquick package)
#   --launcher       run `./bulwark replay` instead of the benchmark's own main class
#   --warm-copies N  how many times longer the warm captures are (default 10)
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)
upstream=${BULWARK_UPSTREAM:-$root/../shared/upstream}
work=${TMPDIR:-/tmp}/bulwark-benchmarks
options=${BENCH_JAVA_OPTS:--XX:+UseSerialGC -XX:-UsePerfData -Xms16m -Xmx192m -Xss4m}
launcher=
warm=10
while [ $# -gt 0 ]; do
  case $1 in
    --launcher) launcher=yes ;;
    --warm-copies) warm=$2; shift ;;
    *) sed -n '2,5s/^# //p' "$0" >&2; exit 2 ;;
  esac
  shift
done

skip() { echo "SKIPPED: $1"; exit 0; }
[ -d "$upstream/captures" ] && [ -d "$upstream/falco-rules" ] ||
  skip "no upstream captures and rules on this machine"

java=
for home in "${JAVA_HOME:-}" /usr/lib/jvm/*; do
  if [ -x "$home/bin/java" ] && grep -qE '^JAVA_VERSION="(2[5-9]|[3-9][0-9])' "$home/release" 2>/dev/null; then
    java=$home/bin/java
    break
  fi
done
[ -n "$java" ] || skip "no JDK 25 or newer"

class_path=$(ls "$root"/{benchmarks,rules,policy-dsl}/target/*.jar "$root"/event-stream/*/target/*.jar \
  "$root"/cli/target/bulwark/lib/*.jar 2>/dev/null | grep -v 'lib/bulwark-' | tr '\n' ':') || true
[[ $class_path == *bulwark-benchmarks* ]] || { echo "not built: run mvn -Pquick package" >&2; exit 2; }
rules=("$upstream"/falco-rules/*.yaml)
mkdir -p "$work"

# Runs a command; sets wall, cpu (user + system of the whole process) and anon (peak RssAnon, MB).
measure() {
  rm -f "$work/pid" "$work/time"
  (
    TIMEFORMAT='%R %U %S'
    { time bash -c 'echo $$ >"$0"; exec "$@"' "$work/pid" "$@" >"$work/out" 2>"$work/err"; } 2>"$work/time"
  ) &
  local job=$! pid='' peak=0 key value rest
  while kill -0 "$job" 2>/dev/null; do
    [ -n "$pid" ] || { [ -s "$work/pid" ] && read -r pid <"$work/pid"; } || true
    if [ -n "$pid" ] && [ -r "/proc/$pid/status" ]; then
      while read -r key value rest; do
        if [ "$key" = RssAnon: ]; then [ "$value" -le "$peak" ] || peak=$value; fi
      done 2>/dev/null <"/proc/$pid/status" || true
    fi
    sleep 0.05
  done
  wait "$job" || { cat "$work/err" >&2; return 1; }
  read -r wall user system <"$work/time"
  cpu=$(awk "BEGIN { print $user + $system }")
  anon=$(awk "BEGIN { printf \"%.0f\", $peak / 1024 }")
}

replay() {
  if [ -n "$launcher" ]; then
    measure "$root/bulwark" replay --enable-all --no-summary --rules "${rules[@]}" -- "$1"
  else
    # shellcheck disable=SC2086 # several options
    measure "$java" $options -cp "$class_path" io.bulwark.benchmarks.ReplayRate "$1" "${rules[@]}"
  fi
}

row() { # name, events per CPU-second of Falco, capture, copies, label
  local file=$work/$1.$5.scap events
  events=$("$java" -XX:+UseSerialGC -cp "$class_path" io.bulwark.benchmarks.LoopCapture \
    "$upstream/captures/$1.scap" "$file" "$4" | sed -E 's/.*: ([0-9]+) events/\1/')
  replay "$file"
  awk "BEGIN {
    rate = $events / $cpu / 1e6
    printf \"| %s ×%d | %s | %.1f M | %.2f | %.2f | %.2f M | %.2f M | %.1f× | %d |\n\",
      \"$1\", $4, \"$5\", $events / 1e6, $wall, $cpu, rate, $2, rate / $2, $anon
  }"
  rm -f "$file"
}

echo "Machine: $(nproc) cores, $(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -1)," \
  "Linux $(uname -r); JDK $("$java" -version 2>&1 | sed -n '1s/.*"\(.*\)".*/\1/p'); $(date -u +%F)." \
  "$([ -n "$launcher" ] && echo './bulwark replay' || echo "java $options ReplayRate")"
echo
echo "| capture | loops | events | wall s | CPU s | events per CPU-second | Falco | ratio | peak RssAnon MB |"
echo "|---|---|---|---|---|---|---|---|---|"
for run in "1 cold" "$warm warm"; do
  read -r times label <<<"$run"
  row inspect_502Error 2.2 - $((130 * times)) "$label"
  row sf_mpm-event_full_capture 0.74 - $((80 * times)) "$label"
  row sf_nginx_nginx 6.9 - $((97 * times)) "$label"
done
