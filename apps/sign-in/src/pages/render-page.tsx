/** @jsxImportSource hono/jsx */
import { ActivityPage } from './areas/activity.tsx';
import { FreezePage, FrozenPage } from './areas/frozen.tsx';
import {
  BadRequestPage,
  BusyPage,
  ClockHelpPage,
  CookieHelpPage,
  NotFoundPage,
  SwitchedOffPage,
  TooManyPage,
  TooOldPage,
  UnavailablePage,
  WaitingPage,
} from './areas/held-up.tsx';
import { HomePage, OutboxPage, SignedOutPage, SignOutPage } from './areas/leaving.tsx';
import { LinkDeadPage, LinkUsedPage, UseLinkPage } from './areas/links.tsx';
import { AuthenticatorPage, MySecurity } from './areas/my-security.tsx';
import {
  ChangePasswordPage,
  ChoosePasswordPage,
  ForgottenPasswordPage,
  ForgottenSentPage,
  PasswordSetPage,
} from './areas/passwords.tsx';
import { RecoveryCodesPage, ReplacementCodePage } from './areas/recovery-codes.tsx';
import { SecureAccountPage, SetUpGonePage, TicketNeededPage } from './areas/setting-up.tsx';
import { ConfirmItIsYouPage, OneTimeCodePage, RecoveryCodePage, SignInPage, StepUpPage } from './areas/signing-in.tsx';
import { documentToHtml } from './document-to-html.ts';
import type { Page, PageContext } from './page.ts';
import { createView, type View } from './view.ts';

/**
 * Draws a page as a whole HTML document. Every text in `page` may be hostile: the components escape all of it, and lead only to
 * addresses of known schemes. Its stylesheet and script carry the nonce of `context`, and nothing in it needs more of a policy than that.
 */
export function renderPage(page: Page, context: PageContext): string {
  return documentToHtml(component(page, createView(context)));
}

function component(page: Page, view: View) {
  switch (page.kind) {
    case 'sign-in':
      return <SignInPage page={page} view={view} />;
    case 'secure-account':
      return <SecureAccountPage page={page} view={view} />;
    case 'set-up-gone':
      return <SetUpGonePage page={page} view={view} />;
    case 'ticket-needed':
      return <TicketNeededPage page={page} view={view} />;
    case 'recovery-codes':
      return <RecoveryCodesPage page={page} view={view} />;
    case 'replacement-code':
      return <ReplacementCodePage page={page} view={view} />;
    case 'one-time-code':
      return <OneTimeCodePage page={page} view={view} />;
    case 'step-up':
      return <StepUpPage page={page} view={view} />;
    case 'recovery-code':
      return <RecoveryCodePage page={page} view={view} />;
    case 'confirm-it-is-you':
      return <ConfirmItIsYouPage page={page} view={view} />;
    case 'clock-help':
      return <ClockHelpPage page={page} view={view} />;
    case 'waiting':
      return <WaitingPage page={page} view={view} />;
    case 'switched-off':
      return <SwitchedOffPage page={page} view={view} />;
    case 'too-old':
      return <TooOldPage page={page} view={view} />;
    case 'cookie-help':
      return <CookieHelpPage page={page} view={view} />;
    case 'freeze':
      return <FreezePage page={page} view={view} />;
    case 'frozen':
      return <FrozenPage page={page} view={view} />;
    case 'choose-password':
      return <ChoosePasswordPage page={page} view={view} />;
    case 'change-password':
      return <ChangePasswordPage page={page} view={view} />;
    case 'password-set':
      return <PasswordSetPage page={page} view={view} />;
    case 'forgotten-password':
      return <ForgottenPasswordPage page={page} view={view} />;
    case 'forgotten-sent':
      return <ForgottenSentPage page={page} view={view} />;
    case 'use-link':
      return <UseLinkPage page={page} view={view} />;
    case 'link-used':
      return <LinkUsedPage page={page} view={view} />;
    case 'link-dead':
      return <LinkDeadPage page={page} view={view} />;
    case 'my-security':
      return <MySecurity page={page} view={view} />;
    case 'activity':
      return <ActivityPage page={page} view={view} />;
    case 'authenticator':
      return <AuthenticatorPage page={page} view={view} />;
    case 'sign-out':
      return <SignOutPage page={page} view={view} />;
    case 'signed-out':
      return <SignedOutPage page={page} view={view} />;
    case 'busy':
      return <BusyPage page={page} view={view} />;
    case 'too-many':
      return <TooManyPage page={page} view={view} />;
    case 'unavailable':
      return <UnavailablePage page={page} view={view} />;
    case 'bad-request':
      return <BadRequestPage page={page} view={view} />;
    case 'not-found':
      return <NotFoundPage page={page} view={view} />;
    case 'home':
      return <HomePage page={page} view={view} />;
    case 'outbox':
      return <OutboxPage page={page} view={view} />;
  }
}
