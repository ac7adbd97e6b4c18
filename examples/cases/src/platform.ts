import type { CaseFiles } from './case-files/case-files.ts';
import type { Payments } from './case-files/payments.ts';
import type { People } from './case-files/people.ts';
import type { Tasks } from './case-files/tasks.ts';
import type { Dates } from './dates.ts';
import type { LogoutTokens } from './sign-in/logout-tokens.ts';
import type { SignInService } from './sign-in/service.ts';
import type { Session, Sessions } from './sign-in/sessions.ts';
import type { SignInRequests } from './sign-in/sign-in-requests.ts';

/** All parts of the running platform, made once and handed to whatever answers a request. */
export interface Platform {
  /** What browsers call it; never taken from a request. */
  readonly origin: string;
  readonly issuer: string;
  readonly readClasses: readonly string[];
  readonly support: string;
  /** Unix seconds. */
  readonly clock: () => number;
  readonly dates: Dates;
  readonly people: People;
  readonly caseFiles: CaseFiles;
  readonly tasks: Tasks;
  readonly payments: Payments;
  readonly sessions: Sessions;
  readonly signInRequests: SignInRequests;
  readonly service: SignInService;
  readonly logoutTokens: LogoutTokens;
  /** One event as one line of JSON, so that nothing a stranger sent can begin a line of its own. */
  readonly log: (event: Readonly<Record<string, string>>) => void;
}

/** What Hono carries along a request behind the door. */
export interface SignedIn {
  readonly Variables: { readonly session: Session };
}
