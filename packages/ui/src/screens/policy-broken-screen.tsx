import { Fragment, type ReactElement } from 'react';
import { useAppState, useHost } from '../hooks/app-context.tsx';
import { useWords } from '../hooks/words.tsx';
import { Banner } from '../parts/banner.tsx';
import { Button } from '../parts/button.tsx';
import { Page } from '../parts/page.tsx';

/** B4: the organisation's policy cannot be read, so that nobody knows what it forbids. */
export function PolicyBrokenScreen(): ReactElement | null {
  const words = useWords().policyBroken;
  const { session } = useAppState();
  const { quit } = useHost();
  if (session.phase !== 'policy-broken') {
    return null;
  }
  return (
    <Page
      title={words.title}
      text={words.unchanged}
      footer={
        // The policy is read once, when the program begins.
        <Button variant="primary" onPress={() => (quit ?? (() => window.location.reload()))()}>
          {quit === undefined ? words.tryAgain : words.quit}
        </Button>
      }
    >
      <Banner tone="warning" strong={words.text}>
        {words.tell} <BreakablePath path={session.path} />
        {words.atLine(session.line)} {session.message} {words.thenAgain}
      </Banner>
    </Page>
  );
}

/** May go on in the next line after each of its folders. */
function BreakablePath({ path }: { readonly path: string }): ReactElement {
  return (
    <>
      {path.split(/(?<=[/\\])/u).map((part, place) => (
        // A path's folders keep their places.
        // oxlint-disable-next-line react/no-array-index-key
        <Fragment key={place}>
          {part}
          <wbr />
        </Fragment>
      ))}
    </>
  );
}
