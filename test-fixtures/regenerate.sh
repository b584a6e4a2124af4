#!/bin/sh
# Writes test-fixtures/captures, examples/demo and test-fixtures/expected anew from their
# descriptions; look at the difference before committing it.
set -e
cd "$(dirname "$0")/.."
exec mvn -B -ntp -q -pl test-fixtures/conformance -am verify -Dtest=StarterPackTest \
  -Dsurefire.failIfNoSpecifiedTests=false -Dgolden.update=true
