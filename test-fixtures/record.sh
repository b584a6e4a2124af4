#!/bin/sh
# usage: test-fixtures/record.sh SCRIPT OUT.scap
# Runs a shell script under strace in an empty directory, with an empty environment, and writes
# what it did as a capture. Run `mvn -pl test-fixtures/scap -am compile` first; needs strace and
# Java 25.
set -e
[ $# -eq 2 ] || { sed -n 2p "$0" >&2; exit 2; }
root=$(cd "$(dirname "$0")/.." && pwd)
java=${JAVA_HOME:+$JAVA_HOME/bin/}java
directory=/tmp/scene
mkdir "$directory" # fails if there is one: a recording must not see leftovers
log=$(mktemp)
trap 'rm -rf "$directory" "$log"' EXIT
cp "$1" "$directory/scene.sh"
(
  cd "$directory"
  env -i PATH=/usr/bin:/bin strace -f -ttt -v -s 4096 -o "$log" \
    /bin/sh scene.sh </dev/null >/dev/null 2>&1
) || echo "the script ended with status $?" >&2
"$java" -cp "$root/test-fixtures/scap/target/classes:$root/event-stream/model/target/classes" \
  io.bulwark.fixtures.record.StraceToScap "$log" "$2" "$directory" "$(id -u)"
