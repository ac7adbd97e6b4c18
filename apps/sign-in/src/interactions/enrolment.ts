import { encodeQr } from '@halfminute/qr';
import { encodeBase32, formatOtpauthUri } from '@halfminute/otp';
import type { BeginOutcome, BeginRequest, ConfirmOutcome } from '@halfminute/mfa';
import type { CodeError, Form, Page } from '../pages/page.ts';
import { seenOriginField } from './relay-canary.ts';
import { withinBudgets } from './second-factor.ts';
import type { Visit } from './visit.ts';

type Pending = Extract<BeginOutcome, { readonly result: 'pending' }>;
type SecureAccountPage = Extract<Page, { readonly kind: 'secure-account' }>;

/** Sheet D3: the secret as a picture, as a link and as the long code. The user names the account at the platform by its user name. */
export function secureAccountPage(
  { services }: Pick<Visit, 'services'>,
  about: {
    readonly pending: Pending;
    readonly userName: string;
    readonly purpose: SecureAccountPage['purpose'];
    readonly form: Form;
    readonly startAgain: Form;
    readonly error: CodeError | null;
    readonly hadOneBefore: boolean;
  },
): SecureAccountPage {
  const { pending, userName, ...rest } = about;
  const { platform } = services.config;
  const uriFor = (accountName: string) =>
    formatOtpauthUri({
      kind: 'totp',
      issuer: platform.name,
      accountName,
      secret: pending.secret,
      ...pending.profile,
      unknownParameters: [],
    });
  const otpauthUri = uriFor(userName);
  return {
    kind: 'secure-account',
    ...rest,
    qr: encodeQr(pictureUri(uriFor, userName)),
    service: platform.name,
    user: userName,
    longCode: encodeBase32(pending.secret.reveal()),
    otpauthUri,
    expiresAt: pending.expiresAt,
    guideUrl: platform.guideUrl ?? services.config.support.link ?? platform.url,
  };
}

/** 57 modules at error correction M: four pixels each in a window of 320, five in any wider one. */
const mostPictureBytes = 213;

/** Enough of a name to tell two entries apart. */
const leastNameLetters = 8;

/**
 * The link that the picture holds. A long name would make modules too small for a camera, and the longest do not fit at all: there it is cut, since
 * it only names the entry. The link to click, and the name to copy, are whole.
 */
function pictureUri(uriFor: (accountName: string) => string, userName: string): string {
  const letters = Array.from(userName);
  let uri = uriFor(userName);
  while (uri.length > mostPictureBytes && letters.length > leastNameLetters) {
    letters.pop();
    uri = uriFor(`${letters.join('').trimEnd()}…`);
  }
  return uri;
}

/**
 * The secret that is shown to this attempt. `adds: 'first'` with the password alone: then nobody adds a second one, not in another window either
 * while the first is confirmed in this one.
 */
export function beginEnrolment(
  { services, request }: Pick<Visit, 'services' | 'request'>,
  about: Omit<BeginRequest, 'startAgain' | 'context'> & { readonly secret: 'same' | 'new' },
): Promise<BeginOutcome> {
  const { secret, ...rest } = about;
  return services.mfa.begin({ ...rest, startAgain: secret === 'new', context: request });
}

/** What the set-up form may post; anything else is somebody's try to choose the secret (rule E12). */
const expected = new Set(['csrf', 'code', 'name', seenOriginField]);

/**
 * Confirms with the code as typed, within the same budgets as every other code. A secret that came with the form is ignored, and noted.
 */
export async function confirmTyped(
  visit: Visit,
  about: { readonly userId: string; readonly attemptId: string; readonly name: string },
): Promise<ConfirmOutcome | { readonly result: 'too-many'; readonly retryAfterSeconds: number }> {
  const { services, fields, request } = visit;
  if (fields.names.some((name) => !expected.has(name))) {
    await services.mfa.reportPostedSecret({ userId: about.userId, context: request });
  }
  return withinBudgets(visit, { userId: about.userId, factor: 'enrolment' }, () =>
    services.mfa.confirm({ ...about, typed: fields.get('code'), context: request }),
  );
}

/** An entry of an earlier set-up may still be in the user's authenticator (case C36): the audit log knows. */
export async function hadOneBefore({ services }: Pick<Visit, 'services'>, userId: string): Promise<boolean> {
  const kinds = ['authenticator-added', 'authenticator-imported'];
  return (await services.audit.entries({ userId, kinds, limit: 1 })).length > 0;
}
