/**
 * Given to the service by `--import`, with `?to=FILE` behind its address: after each collection of the old generation it writes a line with the Unix
 * time in milliseconds and the bytes that are in use. What is left then is what something holds on to.
 */
import { appendFileSync } from 'node:fs';
import { constants, PerformanceObserver } from 'node:perf_hooks';

const file = new URL(import.meta.url).searchParams.get('to');
if (file !== null) {
  new PerformanceObserver((list) => {
    // What Node documents for entries of this type, and its declarations leave out.
    const entries = list.getEntries() as readonly { readonly detail?: { readonly kind?: number } }[];
    if (entries.some(({ detail }) => detail?.kind === constants.NODE_PERFORMANCE_GC_MAJOR)) {
      appendFileSync(file, `${Date.now()} ${process.memoryUsage().heapUsed}\n`);
    }
  }).observe({ entryTypes: ['gc'] });
}
