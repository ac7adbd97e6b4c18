import { clearWhenTimeIsUp } from '../clear-later.ts';
import type { ExitCode } from '../exit-code.ts';
import { EXIT } from '../exit-code.ts';

/** What `code --copy` leaves behind. */
export async function run(): Promise<ExitCode> {
  await clearWhenTimeIsUp();
  return EXIT.ok;
}
