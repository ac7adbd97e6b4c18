import axe from 'axe-core';
import type { Page } from 'playwright-core';

/** Everything that WCAG 2.2 AA asks for and a machine can see. */
const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/**
 * What axe-core finds on the page as it stands, one line a rule and element. Only colours differ between the two schemes,
 * so in the second one only contrast is asked for.
 */
export async function axeFindings(page: Page, ask: 'everything' | 'contrast'): Promise<readonly string[]> {
  // Through the debugger's protocol, which the page's policy does not bind; a script element would be refused.
  await page.evaluate(`window.axe === undefined && (() => { ${axe.source} })()`);
  const runOnly = ask === 'everything' ? tags : ['color-contrast'];
  return page.evaluate(async (rules) => {
    const { axe: inPage } = window as unknown as { axe: typeof axe }; // `as`: the line above put it there
    const { violations } = await inPage.run(document, { runOnly: rules, resultTypes: ['violations'] });
    return violations.flatMap(({ id, help, nodes }) =>
      nodes.map((node) => `axe ${id}: ${help}: ${node.html.slice(0, 160)} (${node.failureSummary ?? ''})`),
    );
  }, runOnly);
}
