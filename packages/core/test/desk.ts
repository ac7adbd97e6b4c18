import { vi } from 'vitest';
import { createApp } from '../src/index.ts';
import type { AccountForm, App, OpenState, OtpAccount } from '../src/index.ts';
import { createMemoryPlatform } from '../src/testing/index.ts';
import type { MemoryPlatform, MemoryPlatformOptions } from '../src/testing/index.ts';
import { emptyForm } from '../src/empty-form.ts';

export const PASSWORD = 'cases on the table';

/** The secret of RFC 4226, appendix D, whose codes everybody knows. */
export const RFC_SECRET = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';

export interface Desk {
  readonly app: App;
  readonly platform: MemoryPlatform;
}

/** An app whose file was looked at. */
export async function deskWith(options: MemoryPlatformOptions = {}): Promise<Desk> {
  const platform = createMemoryPlatform(options);
  const app = createApp(platform, { cost: 'standard', version: '0.0.0-test' });
  await app.start();
  return { app, platform };
}

/** An app with a fresh vault, open. */
export async function openDesk(options: MemoryPlatformOptions = {}): Promise<Desk> {
  const desk = await deskWith(options);
  const made = await desk.app.session.create({ password: PASSWORD });
  if (made.outcome !== 'created') {
    throw new Error(`Making the vault: ${made.outcome}.`);
  }
  return desk;
}

/** Another app on the same disk, at the same time, unlocked. */
export async function secondDesk(first: Desk, options: MemoryPlatformOptions = {}): Promise<Desk> {
  const { disk, clock } = first.platform;
  const desk = await deskWith({ seed: 1000, ...options, disk, clock });
  const unlocked = await desk.app.session.unlock({ password: PASSWORD });
  if (unlocked.outcome !== 'opened') {
    throw new Error(`Unlocking: ${unlocked.outcome}.`);
  }
  return desk;
}

/** The state of an app that is open. */
export function openState(app: App): OpenState {
  const { open } = app.getState();
  if (open === null) {
    throw new Error(`The session is ${app.getState().session.phase}, not open.`);
  }
  return open;
}

export function form(fields: Partial<AccountForm>): AccountForm {
  return { ...emptyForm(), service: 'Cases', user: 'ada@firm.example', code: RFC_SECRET, ...fields };
}

/** The account that a filled in form describes. */
export function accountOf(app: App, fields: Partial<AccountForm> = {}): OtpAccount {
  const reading = app.accounts.readForm(form(fields));
  if (reading.outcome !== 'ready') {
    throw new Error(`The form is ${reading.outcome}.`);
  }
  return reading.account;
}

/** Adds an account and answers its id. */
export async function added(app: App, fields: Partial<AccountForm> = {}): Promise<OpenState['accounts'][number]['id']> {
  const outcome = await app.accounts.add(accountOf(app, fields), { allowDuplicate: true });
  if (outcome.outcome !== 'added') {
    throw new Error(`Adding: ${outcome.outcome}.`);
  }
  return outcome.id;
}

/** Names of what is in the list, in order. */
export function services(app: App): readonly string[] {
  return openState(app).accounts.map(({ issuer }) => issuer);
}

export function noticeKinds(app: App): readonly string[] {
  return openState(app).notices.map(({ kind }) => kind);
}

/** Waits until what another program did has arrived here. */
export async function arrived(check: () => void): Promise<void> {
  await vi.waitFor(check, { timeout: 60_000, interval: 2 });
}
