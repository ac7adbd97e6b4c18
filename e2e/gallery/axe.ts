import axe from 'axe-core';
import type { Page } from 'playwright-core';

/** Everything that WCAG 2.2 AA asks for and a machine can see. */
const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** What axe-core finds on the page as it stands, one line a rule and element. */
export async function axeFindings(page: Page): Promise<readonly string[]> {
  // Through the debugger's protocol, which the page's policy does not bind; a script element would be refused.
  await page.evaluate(`window.axe === undefined && (() => { ${axe.source} })()`);
  return page.evaluate(async (runOnly) => {
    const { axe: inPage } = window as unknown as { axe: typeof axe }; // `as`: the line above put it there
    const { violations } = await inPage.run(document, { runOnly, resultTypes: ['violations'] });
    return violations.flatMap(({ id, help, nodes }) =>
      nodes.map((node) => `axe ${id}: ${help}: ${node.html.slice(0, 160)} (${node.failureSummary ?? ''})`),
    );
  }, tags);
}
