import { enterSecondFactor, showClock, showCodePage, showRecoveryPage } from './code-page.ts';
import { sendEnrolmentLink, showTicketNeeded } from './enrolment-gate.ts';
import { cancel, endAttempt } from './finish.ts';
import { confirmFirst, showSecureAccount, startAgain } from './first-enrolment.ts';
import { pathOf } from './interaction.ts';
import type { InteractionVisit, Standing } from './interaction.ts';
import { enterPassword, showSignIn } from './password.ts';
import { keepRecoveryCodes, showRecoveryCodes } from './recovery-codes.ts';
import { leaveReplacement, showReplacement } from './replacement.ts';
import { goTo } from './answer.ts';
import type { Stage } from './sign-in-state.ts';

type OfStanding = (visit: InteractionVisit, standing: Standing) => Response | Promise<Response>;

interface StageRules {
  /** What `GET /interaction/:uid` shows. */
  readonly page: OfStanding;
  /** What else may be looked at. */
  readonly pages?: Readonly<Record<string, OfStanding>>;
  /** What `POST /interaction/:uid/<name>` does. */
  readonly acts: Readonly<Record<string, OfStanding>>;
}

/**
 * A whole sign-in. The row says what is shown and what may be done at each stage; every other act leads back to the page that stands, so that the
 * back button, a second tab and a bookmark never end in an error, and no route leads past a stage (rule E1).
 *
 * ```
 * password ─┬─ needs no more ────────────────────────────────────────────┬─> finished
 *           ├─ remembered device, where that is enough ──────────────────┤
 *           ├─> code ──┬─ code, recovery codes kept ─────────────────────┤
 *           │          ├─ code ──────────────> recovery-codes ───────────┤
 *           │          └─ recovery code ─────> replacement ──┬───────────┤
 *           ├─> enrol ─── first code ──────────> recovery-codes ─────────┤
 *           │     ^ <─────────────────────────────────────────┘ (again)  │
 *           └─> ticket (the link's button leads to enrol)                │
 * live session ─> code (step-up) ────────────────────────────────────────┘
 * ```
 */
export const stages: Readonly<Record<Stage, StageRules>> = {
  password: {
    page: (visit) => showSignIn(visit),
    acts: {},
  },
  ticket: {
    page: showTicketNeeded,
    acts: { 'send-link': sendEnrolmentLink },
  },
  enrol: {
    page: showSecureAccount,
    pages: { clock: showClock },
    acts: { 'secure-account': confirmFirst, 'start-again': startAgain },
  },
  code: {
    page: (visit, standing) => showCodePage(visit, standing),
    pages: { recovery: (visit, standing) => showRecoveryPage(visit, standing), clock: showClock },
    acts: {
      code: (visit, standing) => enterSecondFactor(visit, standing, 'code'),
      recovery: (visit, standing) => enterSecondFactor(visit, standing, 'recovery'),
    },
  },
  'recovery-codes': {
    page: (visit, standing) => showRecoveryCodes(visit, standing),
    acts: { 'recovery-codes': keepRecoveryCodes },
  },
  replacement: {
    page: showReplacement,
    acts: { replacement: leaveReplacement },
  },
  finished: {
    page: (visit) => goTo(visit, visit.details.returnTo),
    acts: {},
  },
};

/** What may be done at every stage, and before there is one. */
export const everywhere: Readonly<Record<string, (visit: InteractionVisit) => Promise<Response>>> = {
  password: enterPassword,
  cancel,
  'somebody-else': async (visit) => {
    await endAttempt(visit);
    return goTo(visit, pathOf(visit));
  },
};
