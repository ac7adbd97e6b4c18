import { showPage } from '../interactions/answer.ts';
import { freezeAccount } from '../interactions/freeze.ts';
import { ownForm, startPath, toStart } from './signed-in.ts';
import type { OwnVisit } from './signed-in.ts';

/** Sheet E7, from the page itself: no code is asked for, since whoever presses it may have lost the means. */
export async function showNotMe(visit: OwnVisit): Promise<Response> {
  return showPage(visit, {
    kind: 'freeze',
    form: await ownForm(visit, `${startPath}/not-me`),
    user: visit.account.userName,
    backUrl: startPath,
  });
}

/**
 * Nothing that was added is removed here: unlike a mail, the page does not know since when things are wrong, and the one who presses the button
 * might be the wrong one. IT decides.
 */
export async function notMe(visit: OwnVisit): Promise<Response> {
  const { account, now } = visit;
  return (await freezeAccount(visit, { account, since: now, by: 'my-security' })) ?? toStart(visit);
}
