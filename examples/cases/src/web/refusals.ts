import type { Refusal } from '../sign-in/service.ts';
import type { StepUpRefusal } from '../sign-in/step-up.ts';

export type RefusalName =
  | Refusal
  | StepUpRefusal
  | 'not-begun-here'
  | 'session-over'
  | 'name-taken'
  | 'release-cancelled'
  | 'not-pending'
  | 'short';

interface RefusalWords {
  readonly status: 400 | 403 | 409 | 502;
  readonly title: string;
  readonly text: string;
  readonly action: 'sign-in' | 'back';
}

/** What somebody reads where a sign-in or a release did not end as it should. Each tells what is so, and what to do. */
export const refusals: Readonly<Record<RefusalName, RefusalWords>> = {
  cancelled: {
    status: 403,
    title: 'You are not signed in',
    text: 'The sign-in was cancelled. Nothing was changed.',
    action: 'sign-in',
  },
  unmet: {
    status: 403,
    title: 'Cases needs MFA',
    text: 'MFA is not on for your account yet, and Cases opens only with it. Ask for it to be turned on, then sign in again.',
    action: 'sign-in',
  },
  'not-genuine': {
    status: 400,
    title: 'This sign-in was not accepted',
    text: 'The answer did not fit the question that Cases asked. Begin again from here.',
    action: 'sign-in',
  },
  unreachable: {
    status: 502,
    title: 'Sign-in is not there right now',
    text: 'Cases could not reach the sign-in service. Nothing was changed. Wait a minute, then try again.',
    action: 'sign-in',
  },
  'not-begun-here': {
    status: 400,
    title: 'This sign-in cannot be finished here',
    text: 'It was finished already, is too old, or was begun in another browser. Nothing was changed.',
    action: 'sign-in',
  },
  'session-over': {
    status: 403,
    title: 'Nothing was released',
    text: 'You were signed out of Cases while the code was being asked for. Sign in, then release the funds again.',
    action: 'sign-in',
  },
  'name-taken': {
    status: 403,
    title: 'This user name is somebody else here',
    text: 'Cases knows your user name with another account at the sign-in service, and mixes up nobody. Ask for it to be put right.',
    action: 'sign-in',
  },
  'release-cancelled': {
    status: 403,
    title: 'Nothing was released',
    text: 'You cancelled. The funds stay where they are.',
    action: 'back',
  },
  'other-person': {
    status: 403,
    title: 'Nothing was released',
    text: 'The code was given by somebody else than you. Sign out at both, then begin again.',
    action: 'back',
  },
  'class-too-low': {
    status: 403,
    title: 'Nothing was released',
    text: 'No one-time code was given for it. Release the funds again, and enter the code when asked.',
    action: 'back',
  },
  'not-fresh': {
    status: 403,
    title: 'Nothing was released',
    text: 'The code was given before you pressed Release funds. Press it again, and enter a new one.',
    action: 'back',
  },
  'not-pending': {
    status: 409,
    title: 'Nothing was released now',
    text: 'This payment was released already, or waited too long for its code. Look at the case before you release it again.',
    action: 'back',
  },
  short: {
    status: 409,
    title: 'Nothing was released',
    text: 'Meanwhile there is less on the client account than this payment needs.',
    action: 'back',
  },
};
