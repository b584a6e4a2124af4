/**
 * What is valid and will surprise: findings on checked conditions, each once per place even if a
 * macro is used by many rules.
 */
@NullMarked
package io.bulwark.policy.lint;

import org.jspecify.annotations.NullMarked;
