/** @jsxImportSource hono/jsx */
import { Card } from './page.tsx';
import type { View } from './page.tsx';

/** Before the sign-in. With script the link opens a small window (public/cases.js); without it the page itself goes. */
export function WelcomePage({
  view,
  returnTo,
  signedOut,
}: {
  readonly view: View;
  readonly returnTo: string;
  /** `here`: the service could not be reached to end the session there, too. */
  readonly signedOut: 'everywhere' | 'here' | null;
}) {
  return (
    <Card view={view} title="Cases">
      {signedOut === 'everywhere' && <p role="status">You are signed out, here and at the sign-in service.</p>}
      {signedOut === 'here' && (
        <p role="status">
          You are signed out of Cases. The sign-in service could not be reached: close the browser to end its session,
          too.
        </p>
      )}
      {signedOut === null && <p class="quiet">Sign in to see the estate cases of Hartwell Moss.</p>}
      <SignInLink returnTo={returnTo} />
      <p class="quiet" role="status" data-waiting="" hidden>
        Go on in the small window. Closed it? Press Sign in again.
      </p>
    </Card>
  );
}

/** Where a sign-in or a release did not end as it should. */
export function RefusalPage({
  view,
  title,
  text,
  returnTo,
  action,
}: {
  readonly view: View;
  readonly title: string;
  readonly text: string;
  readonly returnTo: string;
  readonly action: 'sign-in' | 'back';
}) {
  return (
    <Card view={view} title={title}>
      <p class="quiet">{text}</p>
      {action === 'sign-in' ? (
        <SignInLink returnTo={returnTo} />
      ) : (
        <a class="button primary" href={returnTo}>
          Go back
        </a>
      )}
    </Card>
  );
}

/** In the small window, for the moment until the script closes it, and to stay where it cannot. */
export function WindowDonePage({
  view,
  channel,
  goTo,
}: {
  readonly view: View;
  readonly channel: string;
  readonly goTo: string;
}) {
  return (
    <Card view={view} title="Done">
      <p class="quiet" data-window-done={channel} data-go-to={goTo}>
        You can close this window.
      </p>
      <a class="button primary" href={goTo}>
        Go on here
      </a>
    </Card>
  );
}

function SignInLink({ returnTo }: { readonly returnTo: string }) {
  return (
    <a
      class="button primary"
      href={`/sign-in?${new URLSearchParams({ return_to: returnTo }).toString()}`}
      data-opens-window=""
    >
      Sign in
    </a>
  );
}
