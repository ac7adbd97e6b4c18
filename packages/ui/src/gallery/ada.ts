import { emptyForm, type AccountId, type App } from '@halfminute/core';
import type { Stage } from './state.ts';

/** Whoever is seen in the gallery. No service of these names exists. */
export const adasPassword = 'lighthouse violet ferry';

interface SampleAccount {
  readonly link: string;
  /** Where the link does not say the one it needs. */
  readonly pin?: string;
  readonly tags?: readonly string[];
  readonly favourite?: boolean;
}

/** Of every kind and length: six figures, eight, a counter, one with no user. */
const sampleAccounts: readonly SampleAccount[] = [
  {
    link: 'otpauth://totp/Cases:ada@firm.example?secret=R5XK2MQAW7DHV3LNT4ZCJ6PYBGE2OUSI&issuer=Cases',
    tags: ['Work', 'Clients'],
    favourite: true,
  },
  {
    link: 'otpauth://totp/Deedbox:ada@firm.example?secret=JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP&issuer=Deedbox',
    tags: ['Work'],
    favourite: true,
  },
  { link: 'otpauth://totp/Harbour%20Bank:ada-lovelace?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Harbour%20Bank' },
  { link: 'otpauth://totp/Land%20Registry:firm-0417?secret=KRSXG5CTMVRXEZLUKRSXG5CTMVRXEZLU&issuer=Land%20Registry' },
  { link: 'otpauth://totp/Northgate%20Mail:?secret=MFRGGZDFMZTWQ2LKMFRGGZDFMZTWQ2LK&issuer=Northgate%20Mail' },
  { link: 'otpauth://totp/Payroll:A.%20Lovelace?secret=NBSWY3DPO5XXE3DENBSWY3DPO5XXE3DE&issuer=Payroll&digits=8' },
  {
    link: 'otpauth://hotp/VPN,%20office:ada.lovelace?secret=ONSWG4TFOQWWM33SONSWG4TFOQWWM33S&issuer=VPN,%20office&counter=41',
  },
];

/** No file yet. */
export async function nothingYet({ app }: Stage): Promise<void> {
  await app.start();
}

/** A password was chosen, nothing was added. */
export async function emptyCodes({ app }: Stage): Promise<void> {
  await app.start();
  await app.session.create({ password: adasPassword });
  // Told at the first start; here everybody has read it.
  await app.noteSameDeviceTold();
}

/** An ordinary morning: accounts of every kind, a recovery sheet, a backup, no notice. */
export async function everydayCodes(stage: Stage): Promise<void> {
  await emptyCodes(stage);
  await addAll(stage.app, sampleAccounts);
  await keepSheet(stage.app);
  await stage.app.backups.saveBackup();
}

/** Everything of {@link everydayCodes}, locked. */
export async function lockedCodes(stage: Stage): Promise<void> {
  await everydayCodes(stage);
  stage.app.session.lock('by-user');
}

/** Accounts with nothing kept: neither sheet nor backup. */
export async function freshCodes(stage: Stage): Promise<void> {
  await emptyCodes(stage);
  await addAll(stage.app, sampleAccounts.slice(0, 3));
}

/** Adds what otpauth links say; answers the ids in their order. */
export async function addAll(app: App, accounts: readonly SampleAccount[]): Promise<readonly AccountId[]> {
  const ids: AccountId[] = [];
  for (const { link, pin = '', tags = [], favourite = false } of accounts) {
    // One after the other, since their order is the user's.
    // oxlint-disable-next-line no-await-in-loop
    ids.push(await addOne(app, { link, pin }, { tags, favourite }));
  }
  return ids;
}

async function addOne(
  app: App,
  { link, pin }: { readonly link: string; readonly pin: string },
  changes: { readonly tags: readonly string[]; readonly favourite: boolean },
): Promise<AccountId> {
  const read = app.accounts.readForm({ ...emptyForm(), code: link });
  const reading =
    read.outcome === 'link' && read.account === null ? app.accounts.readForm({ ...read.form, pin }) : read;
  if (reading.outcome === 'incomplete' || reading.account === null) {
    throw new Error(`A sample account cannot be read: ${reading.outcome}.`);
  }
  const added = await app.accounts.add(reading.account, { allowDuplicate: true });
  if (added.outcome !== 'added') {
    throw new Error(`A sample account was not added: ${added.outcome}.`);
  }
  await app.accounts.edit(added.id, changes);
  return added.id;
}

/** The sheet was printed and its last group typed back. Answers its key. */
export async function keepSheet(app: App): Promise<string> {
  const made = await app.keys.makeRecoverySheet({});
  if (made.outcome !== 'made') {
    throw new Error(`No recovery sheet was made: ${made.outcome}.`);
  }
  await app.keys.confirmRecoverySheet({ lastGroup: made.groups.at(-1) ?? '' });
  return made.groups.join(' ');
}
