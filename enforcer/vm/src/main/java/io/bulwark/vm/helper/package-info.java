/**
 * The functions that programs call, answered from recordings and maps instead of a kernel.
 *
 * <pre>
 * Environment := MapStore TaskContext Clock PathSource OwnerSource Effects   (all given by the host)
 * Environment ── Helpers.table ──▶ HelperTable                               (id → function)
 * </pre>
 *
 * <table>
 *   <caption>What there is, by number of {@code enum bpf_func_id}</caption>
 *   <tr><td>maps</td><td>1 2 3 87 88 89 164 195, 12 (tail call)</td></tr>
 *   <tr><td>time, chance</td><td>5 125 160, 7 8</td></tr>
 *   <tr><td>task</td><td>14 15 16 35 80 120 123 158</td></tr>
 *   <tr><td>memory</td><td>4 45 112 113 114 115 148 191</td></tr>
 *   <tr><td>strings</td><td>147 165 182</td></tr>
 *   <tr><td>output</td><td>6 130 131 132 133 134 198 199 200 201 202 203</td></tr>
 *   <tr><td>storage</td><td>145 146 156 157 210 211</td></tr>
 *   <tr><td>control, verdict</td><td>109 117 159 181 186 187</td></tr>
 * </table>
 *
 * <p>Any other number ends the run with {@link io.bulwark.vm.fault.Fault.UnsupportedFunction}: a
 * dry run never makes up an answer. Results and error numbers are the kernel's (last compared with
 * Linux 6.18); what a kernel's verifier would have refused (a pointer to nothing, the wrong kind of
 * map) is a fault. Nothing is allocated by a call that does not fault, except for printed text.
 */
@NullMarked
package io.bulwark.vm.helper;

import org.jspecify.annotations.NullMarked;
