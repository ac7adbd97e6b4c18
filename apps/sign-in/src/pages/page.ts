/**
 * Every page of the service as data: what the routes decide, and all that the components need to draw it. Texts stand in
 * `strings/`; texts a user wrote may stand in any string here, and components escape them. Times are Unix seconds.
 *
 * A form posts to `action` with the hidden field `csrf`; names of fields stand beside each page.
 */
export interface Form {
  readonly action: string;
  readonly csrf: string;
  /** Further hidden fields: what the provider library's own routes want (signing out). */
  readonly fields?: Readonly<Record<string, string>>;
}

/** Why a one-time code was not taken; the sentences of sheets D6 and D7. */
export type CodeError =
  | { readonly reason: 'wrong' }
  | { readonly reason: 'replayed' }
  | { readonly reason: 'malformed'; readonly expected: readonly number[]; readonly got: number }
  | { readonly reason: 'clock'; readonly direction: 'slow' | 'fast'; readonly seconds: number }
  /** The password was given too long ago, or the secret was shown too long ago. */
  | { readonly reason: 'expired' };

export type RecoveryError =
  | { readonly reason: 'wrong' }
  | { readonly reason: 'used' }
  | { readonly reason: 'malformed' };

export type PasswordError =
  | { readonly reason: 'too-short'; readonly least: number; readonly got: number }
  | { readonly reason: 'too-long'; readonly most: number }
  | { readonly reason: 'common' }
  | { readonly reason: 'context'; readonly word: string }
  | { readonly reason: 'not-the-same' }
  | { readonly reason: 'old-one-wrong' };

export type Page =
  /** D2, D8. Fields: `user`, `password`. */
  | {
      readonly kind: 'sign-in';
      readonly form: Form;
      readonly userName: string;
      readonly error: 'mismatch' | 'too-many' | 'time-ran-out' | 'signed-out-for-safety' | null;
      readonly forgottenUrl: string;
    }
  /** D3. Fields: `code`, `name` only when adding another. `startAgain` and `openedTrouble` are forms or flags of their own. */
  | {
      readonly kind: 'secure-account';
      /** First enrolment within a sign-in, or another authenticator from "My security". */
      readonly purpose: 'first' | 'another' | 'after-recovery';
      readonly form: Form;
      readonly startAgain: Form;
      readonly qr: QrPicture;
      readonly service: string;
      readonly user: string;
      /** Base32 without blanks; drawn in groups of four, copied without. */
      readonly longCode: string;
      readonly otpauthUri: string;
      readonly error: CodeError | null;
      readonly expiresAt: number;
      readonly guideUrl: string;
      /** True where the user switched MFA off and on before: says to delete the old entry first. */
      readonly hadOneBefore: boolean;
    }
  /** The secret shown before is gone (E2): delete that entry, then start again. */
  | { readonly kind: 'set-up-gone'; readonly startAgain: Form }
  /** First enrolment needs a mailed link or an administrator's ticket. */
  | {
      readonly kind: 'ticket-needed';
      readonly needs: 'link' | 'ticket';
      readonly sendLink: Form | null;
      readonly sent: boolean;
    }
  /** D5. Field: `typedBack`. `downloadUrl` answers text/plain. */
  | {
      readonly kind: 'recovery-codes';
      readonly form: Form;
      readonly codes: readonly string[];
      readonly downloadName: string;
      readonly error: 'not-one-of-them' | null;
      readonly continueTo: string;
    }
  /** After a recovery code was used: its replacement, and the offer to set up an authenticator again. Fields: `again` = yes or no. */
  | { readonly kind: 'replacement-code'; readonly form: Form; readonly code: string; readonly left: number }
  /** D6, D7, D9. Fields: `code`, `remember`. */
  | {
      readonly kind: 'one-time-code';
      readonly form: Form;
      readonly user: string;
      readonly rememberDays: number | null;
      readonly rememberTicked: boolean;
      readonly error: CodeError | null;
      readonly recoveryUrl: string | null;
      readonly clockUrl: string;
    }
  /** E6. Fields: `code`. */
  | {
      readonly kind: 'step-up';
      readonly form: Form;
      readonly clientName: string;
      readonly user: string;
      readonly error: CodeError | null;
      readonly recoveryUrl: string | null;
      readonly cancel: Form;
    }
  /** Field: `recovery`. */
  | {
      readonly kind: 'recovery-code';
      readonly form: Form;
      readonly user: string;
      readonly error: RecoveryError | null;
      readonly backUrl: string;
      readonly left: number;
    }
  /** E2 of the sheets, without passkeys: before a change on "My security". Fields: `code` or `recovery`. */
  | {
      readonly kind: 'confirm-it-is-you';
      readonly form: Form;
      readonly user: string;
      readonly act: 'add' | 'remove' | 'renew-recovery-codes' | 'change-password' | 'forget-devices' | 'rename';
      readonly about: string | null;
      readonly factor: 'code' | 'recovery';
      readonly error: CodeError | RecoveryError | null;
      readonly otherWayUrl: string | null;
      readonly backUrl: string;
    }
  | { readonly kind: 'clock-help'; readonly backUrl: string; readonly serverTime: number }
  /** E5. The page reloads itself at `until`. */
  | {
      readonly kind: 'waiting';
      readonly until: number;
      readonly now: number;
      readonly clockUrl: string;
      readonly goOnUrl: string;
      readonly somebodyElse: Form | null;
    }
  /** E5 off. */
  | { readonly kind: 'switched-off'; readonly failures: number }
  /** D4. */
  | {
      readonly kind: 'too-old';
      readonly minutes: number;
      readonly startAgainUrl: string | null;
      readonly cookieHelpUrl: string;
    }
  | { readonly kind: 'cookie-help'; readonly backUrl: string | null }
  /** E7: asked first. */
  | { readonly kind: 'freeze'; readonly form: Form; readonly user: string; readonly backUrl: string | null }
  /** E3. */
  | {
      readonly kind: 'frozen';
      readonly user: string;
      readonly reference: string;
      /** Null when shown at a sign-in, long after the freezing. */
      readonly done: {
        readonly sessionsEnded: number;
        readonly devicesForgotten: number;
        readonly authenticatorsRemoved: readonly string[];
        readonly at: number;
      } | null;
    }
  /** Fields: `password`, `again`. */
  | {
      readonly kind: 'choose-password';
      readonly why: 'invitation' | 'reset';
      readonly form: Form;
      readonly user: string;
      readonly least: number;
      readonly error: PasswordError | null;
    }
  /** Fields: `old`, `password`, `again`. */
  | {
      readonly kind: 'change-password';
      readonly form: Form;
      readonly user: string;
      readonly least: number;
      readonly error: PasswordError | null;
      readonly backUrl: string;
    }
  | { readonly kind: 'password-set'; readonly continueUrl: string }
  /** Field: `user`. */
  | { readonly kind: 'forgotten-password'; readonly form: Form; readonly backUrl: string | null }
  | { readonly kind: 'forgotten-sent'; readonly minutes: number; readonly backUrl: string | null }
  /** Enrolment link and ticket, and switching on again: what the link will do, and a button that does it. */
  | { readonly kind: 'use-link'; readonly what: 'enrol' | 'enable-again'; readonly form: Form; readonly user: string }
  | { readonly kind: 'link-used'; readonly what: 'enrol' | 'enable-again'; readonly continueUrl: string }
  | {
      readonly kind: 'link-dead';
      readonly state: 'spent' | 'expired' | 'unknown';
      readonly what: 'invitation' | 'password-reset' | 'other';
    }
  /** E1, E4. */
  | MySecurityPage
  | {
      readonly kind: 'activity';
      readonly user: SignedInUser;
      readonly entries: readonly ActivityEntry[];
      readonly backUrl: string;
      readonly olderUrl: string | null;
    }
  /** One authenticator: rename or remove. Field: `name`. */
  | {
      readonly kind: 'authenticator';
      readonly user: SignedInUser;
      readonly authenticator: AuthenticatorRow;
      readonly rename: Form;
      readonly remove: Form;
      /** The last one, while MFA is required. */
      readonly last: boolean;
      readonly backUrl: string;
    }
  | { readonly kind: 'sign-out'; readonly here: Form; readonly everywhere: Form; readonly backUrl: string | null }
  | { readonly kind: 'signed-out'; readonly everywhere: boolean; readonly continueUrl: string | null }
  | { readonly kind: 'busy'; readonly retryAfterSeconds: number }
  | { readonly kind: 'too-many'; readonly retryAfterSeconds: number }
  /** The service cannot decide (keys, database or clock): it lets nobody in. */
  | { readonly kind: 'unavailable'; readonly reference: string }
  | {
      readonly kind: 'bad-request';
      readonly reason: 'form' | 'cross-site' | 'client' | 'other';
      readonly backUrl: string | null;
    }
  | { readonly kind: 'not-found' }
  /** The issuer itself, for who comes without a client. */
  | { readonly kind: 'home'; readonly platformUrl: string; readonly mySecurityUrl: string }
  /** Development only: what would have been mailed. */
  | {
      readonly kind: 'outbox';
      readonly mails: readonly {
        readonly id: string;
        readonly at: number;
        readonly to: string;
        readonly subject: string;
        readonly text: string;
      }[];
    };

export interface MySecurityPage {
  readonly kind: 'my-security';
  readonly user: SignedInUser;
  readonly signedIn: {
    readonly at: number;
    readonly with: 'password' | 'code' | 'recovery' | 'remembered';
    readonly place: string | null;
  };
  readonly authenticators: readonly AuthenticatorRow[];
  readonly addUrl: string;
  readonly devices: readonly DeviceRow[];
  readonly forgetAll: Form | null;
  readonly recovery: { readonly left: number; readonly of: number; readonly lastUsedAt: number | null } | null;
  readonly newRecoveryCodesUrl: string;
  readonly changePasswordUrl: string;
  readonly activity: readonly ActivityEntry[];
  readonly activityUrl: string;
  readonly notMeUrl: string;
  /** A sentence at the head of the page after something was done. */
  readonly done: 'added' | 'removed' | 'renamed' | 'codes-renewed' | 'password-changed' | 'forgotten' | null;
}

export interface SignedInUser {
  readonly name: string;
  readonly userName: string;
  readonly signOutUrl: string;
}

export interface AuthenticatorRow {
  readonly id: string;
  readonly name: string;
  readonly addedAt: number;
  readonly lastUsedAt: number | null;
  readonly url: string;
}

export interface DeviceRow {
  readonly id: string;
  readonly name: string;
  readonly place: string | null;
  readonly firstUsedAt: number;
  readonly lastUsedAt: number;
  readonly expiresAt: number;
  readonly here: boolean;
  readonly forget: Form;
}

export interface ActivityEntry {
  readonly at: number;
  /** The audit log's kind and detail; the components have the words. */
  readonly kind: string;
  readonly detail: Readonly<Record<string, string | number | boolean | null>>;
  readonly from: string | null;
  readonly refused: boolean;
}

/** Dark squares of a QR code, without its quiet zone, row by row. */
export interface QrPicture {
  readonly size: number;
  readonly dark: readonly boolean[];
}

/** What every page is drawn with besides its own data. */
export interface PageContext {
  readonly language: Language;
  readonly nonce: string;
  readonly platform: { readonly name: string; readonly longName: string; readonly url: string };
  readonly support: {
    readonly name: string;
    readonly mail: string | null;
    readonly telephone: string | null;
    readonly link: string | null;
  };
  readonly now: number;
  /** The issuer's origin, which the page's script compares with its own place (a relay shows another). */
  readonly origin: string;
  /**
   * A zone of the IANA database ("Europe/London") that all times are shown in. Left out: the server's own, and the page's script
   * puts the times into the zone of the browser.
   */
  readonly timeZone?: string;
}

export type Language = 'en' | 'de' | 'fr' | 'nl' | 'es';
