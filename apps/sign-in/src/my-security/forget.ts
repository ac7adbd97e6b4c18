import { goTo } from '../interactions/answer.ts';
import { startPath } from './signed-in.ts';
import type { OwnVisit } from './signed-in.ts';

/** Leads to the code that forgetting a device, or `all`, needs. */
export function forget(visit: OwnVisit, id: string): Response {
  return goTo(visit, `${startPath}/confirm/forget-devices/${encodeURIComponent(id)}`);
}
