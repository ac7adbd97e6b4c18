import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

/** What is measured is what is installed elsewhere: built, not read from its sources. */
export function buildService(): void {
  execFileSync('tsc', ['-b'], { cwd: join(import.meta.dirname, '../..'), stdio: 'inherit' });
}
