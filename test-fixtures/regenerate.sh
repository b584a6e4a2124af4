#!/bin/sh
# Writes test-fixtures/captures and examples/demo anew from their descriptions.
set -e
cd "$(dirname "$0")/.."
mvn -B -ntp -q -Pquick -pl test-fixtures/scap -am compile
classes=test-fixtures/scap/target/classes:event-stream/model/target/classes
exec "${JAVA_HOME:+$JAVA_HOME/bin/}java" -cp "$classes" io.bulwark.fixtures.story.CaptureFiles .
