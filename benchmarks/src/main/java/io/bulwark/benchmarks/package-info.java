/** Measures replay: loops captures, replays them with many rules, and reports events per second. */
@NullMarked
package io.bulwark.benchmarks;

import org.jspecify.annotations.NullMarked;
