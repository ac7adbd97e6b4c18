import type { RememberedDevice } from '@halfminute/mfa';
import { goTo, showPage } from '../interactions/answer.ts';
import type { LiveSession } from '../interactions/session.ts';
import type { Visit } from '../interactions/visit.ts';
import type { DeviceRow, MySecurityPage } from '../pages/page.ts';
import { classOf, toldOf } from '../provider/acr.ts';
import { readActivity } from './activity.ts';
import { authenticatorRow } from './authenticator.ts';
import { ownForm, readDone, signedInUser, startPath } from './signed-in.ts';
import type { OwnVisit } from './signed-in.ts';

/** What fits on the page; the rest is behind "Show all". */
const fewEntries = 6;

/** Sheets E1 and E4. */
export async function showStart(visit: OwnVisit): Promise<Response> {
  const { context, record, session, now } = visit;
  const devices = record.devices.filter(({ expiresAt }) => expiresAt > now);
  const { entries } = await readActivity(visit, { limit: fewEntries });
  return showPage(visit, {
    kind: 'my-security',
    user: signedInUser(visit),
    signedIn: { at: session.at, with: howSignedIn(session), place: null },
    authenticators: record.authenticators.map(authenticatorRow),
    addUrl: `${startPath}/confirm/add`,
    devices: await Promise.all(devices.map((device) => deviceRow(visit, device))),
    forgetAll: devices.length === 0 ? null : await ownForm(visit, `${startPath}/devices/all`),
    recovery: recoveryOf(visit),
    newRecoveryCodesUrl: `${startPath}/confirm/renew-recovery-codes`,
    changePasswordUrl: `${startPath}/confirm/change-password`,
    activity: entries,
    activityUrl: `${startPath}/activity`,
    notMeUrl: `${startPath}/not-me`,
    done: readDone(context.req.query('done')),
  });
}

/** Back from signing in: to the page, or out where the user turned round. */
export function afterSignIn(visit: Visit): Response {
  const { context, services } = visit;
  if (context.req.query('error') !== undefined) {
    return goTo(visit, services.config.platform.url);
  }
  const done = readDone(context.req.query('state'));
  return goTo(visit, done === null ? startPath : `${startPath}?done=${done}`);
}

function howSignedIn({ acr, amr }: LiveSession): MySecurityPage['signedIn']['with'] {
  const [byRecovery] = toldOf('recovery').amr.filter((value) => !toldOf('code').amr.includes(value));
  if (byRecovery !== undefined && amr.includes(byRecovery)) {
    return 'recovery';
  }
  switch (classOf(acr)) {
    case 'mfa':
      return 'code';
    case 'remembered':
      return 'remembered';
    case 'pwd':
    case null:
      return 'password';
  }
}

function recoveryOf({ record }: OwnVisit): MySecurityPage['recovery'] {
  const { recovery } = record;
  if (recovery === null) {
    return null;
  }
  const used = recovery.codes.map(({ usedAt }) => usedAt).filter((usedAt) => usedAt !== null);
  return {
    left: recovery.codes.length - used.length,
    of: recovery.codes.length,
    lastUsedAt: used.length === 0 ? null : Math.max(...used),
  };
}

async function deviceRow(visit: OwnVisit, device: RememberedDevice): Promise<DeviceRow> {
  const { id, name, place, firstUsedAt, lastUsedAt, expiresAt } = device;
  const cookie = visit.cookies.get(visit.cookieNames.device(visit.account.userId)) ?? '';
  return {
    id,
    name,
    place,
    firstUsedAt,
    lastUsedAt,
    expiresAt,
    // The cookie begins with the device's id; that it is a good one is not said by this.
    here: cookie.startsWith(`${id}.`),
    forget: await ownForm(visit, `${startPath}/devices/${encodeURIComponent(id)}`),
  };
}
