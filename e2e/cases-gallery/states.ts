import type { Page } from 'playwright-core';
import type { CasesState, Reaching } from './state.ts';

const hale = '/cases/HM-2026-0417';
const stranger = { sub: 'stranger', userName: 'new@firm.example', name: 'Neu Person' } as const;
const hanna = { sub: 'hanna', userName: 'hanna@firm.example', name: 'Hanna Lindqvist' } as const;

export const casesStates: readonly CasesState[] = [
  {
    id: 'cases-welcome',
    title: 'Before the sign-in',
    expects: 'Sign in to see the estate cases',
    reach: async ({ page, origin }) => {
      await page.goto(origin);
    },
  },
  {
    id: 'cases-welcome-waiting',
    title: 'While the small window is open',
    expects: 'Go on in the small window',
    reach: async (about) => {
      await about.page.goto(about.origin);
      await pressWithWindow(about, 'link', 'Sign in');
    },
  },
  {
    id: 'cases-signed-out',
    title: 'Signed out everywhere',
    expects: 'here and at the sign-in service',
    reach: async ({ page, origin }) => {
      await page.goto(`${origin}/signed-out`);
    },
  },
  {
    id: 'cases-signed-out-here',
    title: 'Signed out, the service not reached',
    expects: 'could not be reached',
    reach: async ({ page, origin }) => {
      await page.goto(`${origin}/signed-out?here`);
    },
  },
  {
    id: 'cases-list',
    title: 'The list',
    expects: 'Estate of Margaret Hale',
    sheet: 'H1',
    reach: ({ signIn }) => signIn('/cases'),
  },
  {
    id: 'cases-list-remembered',
    title: 'The list, on a remembered device',
    expects: 'remembered device, 09:31',
    sheet: 'H5',
    reach: ({ signIn }) => signIn('/cases', { acr: 'urn:halfminute:acr:remembered', amr: ['pwd'] }),
  },
  {
    id: 'cases-list-closed',
    title: 'The list, closed, further down',
    expects: '51 to 75 of 212',
    reach: ({ signIn }) => signIn('/cases?view=closed&page=2'),
  },
  {
    id: 'cases-list-search',
    title: 'The list, searched',
    expects: 'Estate of Margaret Hale',
    reach: ({ signIn }) => signIn('/cases?view=all&q=ha'),
  },
  {
    id: 'cases-list-nothing',
    title: 'Nothing found',
    expects: 'Nothing is called',
    reach: ({ signIn }) => signIn('/cases?view=all&q=Hartwell'),
  },
  {
    id: 'cases-list-empty',
    title: 'No case yet',
    expects: 'No case is yours yet.',
    reach: ({ signIn }) => signIn('/cases', stranger),
  },
  {
    id: 'cases-list-menu',
    title: 'The menu of a narrow window',
    expects: 'one-time code, 09:31',
    reach: async ({ page, signIn }) => {
      await signIn('/cases');
      await page.setViewportSize({ width: 320, height: 640 });
      await page.locator('summary[aria-label="Menu"]').click();
    },
  },
  {
    id: 'cases-list-menu-search',
    title: 'Searching in a narrow window',
    expects: 'Waiting for probate',
    reach: async ({ page, signIn }) => {
      await signIn('/cases');
      await page.setViewportSize({ width: 320, height: 640 });
      await page.locator('summary[aria-label="Search"]').click();
    },
  },
  { id: 'cases-new', title: 'A new case', expects: 'It begins at', reach: ({ signIn }) => signIn('/cases/new') },
  {
    id: 'cases-new-error',
    title: 'A new case without a name',
    expects: 'write whose estate it is',
    reach: async ({ page, signIn }) => {
      await signIn('/cases/new');
      await page.getByRole('button', { name: 'Open the case' }).click();
    },
  },
  {
    id: 'cases-case',
    title: 'One case, with what is to be paid',
    expects: 'Asks you for a new one-time code',
    sheet: 'H2',
    reach: async ({ page, signIn }) => {
      await signIn(hale);
      await fillRelease(page);
    },
  },
  {
    id: 'cases-case-waiting',
    title: 'One case, while the small window asks for the code',
    expects: 'Nothing was released; press Release funds again',
    reach: async (about) => {
      await about.signIn(hale);
      await fillRelease(about.page);
      await pressWithWindow(about, 'button', 'Release funds');
    },
  },
  {
    id: 'cases-case-errors',
    title: 'One case, slips in the form',
    expects: 'such as 84,000.00',
    reach: async ({ page, signIn }) => {
      await signIn(hale);
      await page.getByLabel('Amount').fill('84,00');
      await pressAndLoad(page, 'Release funds');
    },
  },
  {
    id: 'cases-case-short',
    title: 'One case, more than there is',
    expects: 'only £214,380.12',
    reach: async ({ page, signIn }) => {
      await signIn(hale);
      await fillRelease(page, '214,380.13');
      await pressAndLoad(page, 'Release funds');
    },
  },
  {
    id: 'cases-case-note-error',
    title: 'One case, an empty note',
    expects: 'Note: write something',
    reach: async ({ page, signIn }) => {
      await signIn(hale);
      await page.getByRole('button', { name: 'Save' }).click();
    },
  },
  {
    id: 'cases-case-hostile',
    title: 'One case, a note that tries everything',
    expects: '<script>alert(1)</script>',
    reach: async ({ page, signIn }) => {
      await signIn(hale);
      const note = `<script>alert(1)</script>\n\u202E${'gnol'.repeat(80)}\n"><img src=x onerror=alert(1)>`;
      await page.getByLabel('Write a note').fill(note);
      await page.getByRole('button', { name: 'Save' }).click();
    },
  },
  {
    id: 'cases-case-not-mine',
    title: 'One case, somebody else’s',
    expects: 'Only those who work on this case',
    reach: ({ signIn }) => signIn(hale, hanna),
  },
  {
    id: 'cases-case-plain',
    title: 'One case, without facts or payees',
    expects: 'No payee is set down',
    reach: ({ signIn }) => signIn('/cases/HM-2026-0377'),
  },
  { id: 'cases-released', title: 'Released', expects: '£84,000.00 is on its way', sheet: 'H4', reach: release },
  {
    id: 'cases-released-later',
    title: 'Released, too late to stop',
    expects: '£84,000.00 is on its way',
    reach: async (about) => {
      await release(about);
      about.advance(1_900);
      await about.page.reload();
    },
  },
  {
    id: 'cases-stopped',
    title: 'Stopped',
    expects: '£84,000.00 was stopped',
    reach: async (about) => {
      await release(about);
      await about.page.getByRole('button', { name: 'Stop it' }).click();
    },
  },
  {
    id: 'cases-client-account',
    title: 'Client account',
    expects: 'Released by Ada Lovelace',
    reach: async (about) => {
      await release(about);
      await about.page.goto(`${about.origin}/client-account`);
    },
  },
  {
    id: 'cases-client-account-empty',
    title: 'Client account, nothing yet',
    expects: 'No payment was released yet.',
    reach: ({ signIn }) => signIn('/client-account'),
  },
  { id: 'cases-tasks', title: 'Tasks', expects: 'Pay the funeral account', reach: ({ signIn }) => signIn('/tasks') },
  {
    id: 'cases-tasks-empty',
    title: 'No tasks',
    expects: 'Nothing waits for you.',
    reach: ({ signIn }) => signIn('/tasks', stranger),
  },
  {
    id: 'cases-not-found',
    title: 'Nothing is here',
    expects: 'Nothing is here',
    reach: ({ signIn }) => signIn('/cases/HM-1999-0001'),
  },
  {
    id: 'cases-refused-class',
    title: 'Signed in too weakly',
    expects: 'Cases needs MFA',
    reach: async ({ page, origin, told }) => {
      told({ acr: 'urn:halfminute:acr:pwd' });
      await page.goto(`${origin}/sign-in`);
    },
  },
  {
    id: 'cases-refused-again',
    title: 'A callback that came before',
    expects: 'cannot be finished here',
    reach: async ({ page, origin }) => {
      await page.goto(`${origin}/callback?code=spent&state=gone`);
    },
  },
  {
    id: 'cases-refused-release',
    title: 'A release without a fresh code',
    expects: 'No one-time code was given for it',
    reach: async (about) => {
      await about.signIn(hale);
      about.told({ acr: 'urn:halfminute:acr:remembered' });
      await pressRelease(about);
    },
  },
  {
    id: 'cases-window-done',
    title: 'The small window, where it cannot close itself',
    expects: 'You can close this window.',
    reach: async ({ page, origin }) => {
      // Closing is refused to a page that went somewhere before.
      await page.goto(origin);
      await page.goto(`${origin}/window-done?window=cases-1&go_to=%2Fcases`);
    },
  },
];

async function fillRelease(page: Page, amount = '84,000.00'): Promise<void> {
  await page.getByLabel('Amount').fill(amount);
  await page.getByLabel('Reference', { exact: true }).fill('Hale estate, first share');
}

async function release(about: Reaching): Promise<void> {
  await about.signIn(hale);
  about.advance(60);
  await pressRelease(about);
}

/** Without the small window, whose way is another suite's. */
async function pressRelease({ page }: Reaching): Promise<void> {
  await fillRelease(page);
  await page.evaluate(() => {
    window.open = () => null;
  });
  await page.getByRole('button', { name: 'Release funds' }).click();
  await page.waitForURL(/\/(?:payments|callback)/);
}

/** The answer with what is to be mended is a page of its own; the small window that was opened for it is gone again. */
async function pressAndLoad(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name }).click();
  await page.locator('[aria-invalid]').first().waitFor();
}

/** The window stays open, since the provider holds it. */
async function pressWithWindow({ page, told }: Reaching, role: 'link' | 'button', name: string): Promise<void> {
  told(null);
  const opened = page.waitForEvent('popup');
  await page.getByRole(role, { name }).click();
  await opened;
}
