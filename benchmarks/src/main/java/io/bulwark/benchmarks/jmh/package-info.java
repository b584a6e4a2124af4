/** Measurements under JMH: forked, warmed up, with error bounds. */
@NullMarked
package io.bulwark.benchmarks.jmh;

import org.jspecify.annotations.NullMarked;
