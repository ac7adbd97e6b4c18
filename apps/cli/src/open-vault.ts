import { createApp } from '@halfminute/core';
import type {
  Account,
  App,
  Clipboard,
  Files,
  OpenState,
  SaveOutcome,
  UnlockFailure,
  UnlockOutcome,
} from '@halfminute/core';
import type { ExitCode } from './exit-code.ts';
import { EXIT } from './exit-code.ts';
import type { GivenOptions, Invocation } from './invocation.ts';
import { createNodePlatform } from './platform/node-platform.ts';
import { notAllowed, organisationPolicy, policyBroken } from './organisation-policy.ts';
import { sentenceForOpening, sentenceForSaving } from './problem-sentences.ts';
import { Refusal } from './refusal.ts';
import { SecretReader } from './secret-reader.ts';
import { writeError } from './standard-streams.ts';
import { vaultPath } from './vault-path.ts';
import { VERSION } from './version.ts';

/** What a person may get wrong before the command ends. */
const MOST_TRIES = 3;

export interface VaultHost {
  readonly files?: Files;
  readonly clipboard?: Clipboard | null;
}

/** Runs `work` on the app of this computer, started but locked, and lets go of it afterwards. */
export async function withApp<Answer>(
  options: GivenOptions,
  work: (app: App) => Promise<Answer>,
  host: VaultHost = {},
): Promise<Answer> {
  const policy = organisationPolicy();
  const app = createApp(createNodePlatform({ vaultPath: vaultPath(options), ...(policy && { policy }), ...host }), {
    cost: 'strong',
    version: VERSION,
  });
  try {
    await app.start();
    requirePolicy(app);
    return await work(app);
  } finally {
    app.dispose();
  }
}

export interface OpenedVault {
  readonly app: App;
  /** As it is now; throws {@link Refusal} where another program has locked us out meanwhile. */
  readonly state: () => OpenState;
  readonly password: string;
  /** Whatever else is to be asked, in order. */
  readonly secrets: SecretReader;
}

/** Opens the vault with its password, runs `work`, and locks again. */
export async function withOpenVault(
  { options }: Invocation,
  work: (vault: OpenedVault) => Promise<ExitCode>,
  host: VaultHost = {},
): Promise<ExitCode> {
  return withApp(
    options,
    async (app) => {
      requireVault(app);
      const secrets = new SecretReader(options);
      const password = await unlock(app, secrets);
      return work({ app, password, secrets, state: () => openState(app) });
    },
    host,
  );
}

/** Throws unless there is a vault that can be opened: before any password is asked for. */
export function requireVault(app: App): void {
  const { session } = app.getState();
  if (session.phase === 'absent') {
    throw new Refusal(
      'no-vault',
      'There is no vault here yet. Make one (halfminute init), or restore a backup (halfminute restore FILE).',
      {
        exitCode: EXIT.noVault,
      },
    );
  }
  if (session.phase === 'unreadable') {
    throw new Refusal(session.problem, sentenceForOpening(session.problem), { exitCode: EXIT.noVault });
  }
}

/** Throws where the organisation's policy is there and cannot be read. */
function requirePolicy(app: App): void {
  const { session } = app.getState();
  if (session.phase === 'policy-broken') {
    throw policyBroken(session);
  }
}

/** Throws where the organisation allows no recovery key, before anybody has typed one. */
export function requireRecoveryKeys(app: App): void {
  if (!app.offers.recoverySheet) {
    throw notAllowed('the recovery key');
  }
}

async function unlock(app: App, secrets: SecretReader): Promise<string> {
  for (let tries = 1; ; tries++) {
    // oxlint-disable no-await-in-loop -- a person tries again after a wrong one
    const password = await secrets.next('Password', 'the password');
    const outcome = await app.session.unlock({ password });
    // oxlint-enable no-await-in-loop
    if (outcome.outcome === 'failed' && secrets.asksAPerson && tries < MOST_TRIES) {
      writeError(`${FAILURES[outcome.failure]}\n`);
      continue;
    }
    ensureOpened(outcome);
    return password;
  }
}

function openState(app: App): OpenState {
  const { open } = app.getState();
  if (open === null) {
    throw new Refusal('locked', 'The keys of the vault were changed by another program meanwhile. Try again.', {
      exitCode: EXIT.broken,
    });
  }
  return open;
}

const FAILURES: Readonly<Record<UnlockFailure, string>> = {
  'wrong-password': 'That is not the password.',
  'wrong-recovery-key': 'That is not the recovery key of this vault.',
  'recovery-key-slip': 'The recovery key has a slip. Compare it with the sheet, group by group.',
  'no-recovery-slot': 'There is no recovery key for this vault.',
  'recovery-key-not-allowed': 'The recovery key opens nothing here. Managed by your organisation.',
  // Never asked here, yet every failure has its sentence.
  'keychain-unanswered': "This computer's keyring did not answer. Use the password.",
  'keychain-without-key': "This computer's keyring has no key for this vault. Use the password.",
};

/** Throws {@link Refusal} unless it was opened. */
export function ensureOpened(outcome: UnlockOutcome): void {
  switch (outcome.outcome) {
    case 'opened':
      return;
    case 'failed':
      throw new Refusal(outcome.failure, FAILURES[outcome.failure], { exitCode: EXIT.wrongPassword });
    case 'unreadable':
      throw new Refusal(outcome.problem, sentenceForOpening(outcome.problem), { exitCode: EXIT.noVault });
  }
}

/** The answer of an act that saves: {@link SaveOutcome}, or another word of the act's own. */
interface ActOutcome {
  readonly outcome: string;
  readonly problem?: (SaveOutcome & { readonly outcome: 'failed' })['problem'];
}

/** Throws {@link Refusal} if it could not be saved: this program ends, and what is only held in memory ends with it. */
export function ensureSaved({ outcome, problem }: ActOutcome): void {
  if (problem !== undefined) {
    throw new Refusal(problem, sentenceForSaving(problem), { exitCode: EXIT.broken });
  }
  if (outcome === 'locked-out') {
    throw new Refusal(
      'locked-out',
      'The keys of the vault were changed by another program meanwhile. Nothing was saved: try again.',
      { exitCode: EXIT.broken },
    );
  }
}

/** As {@link ensureSaved}, for acts that answer something else and leave a notice. */
export function ensureNoSaveFailed(state: OpenState): void {
  const failed = state.notices.find((notice) => notice.kind === 'save-failed');
  if (failed !== undefined) {
    ensureSaved({ outcome: 'failed', problem: failed.problem });
  }
}

/** The account as it is now. */
export function accountById(state: OpenState, id: Account['id']): Account {
  const account = state.accounts.find((candidate) => candidate.id === id);
  if (account === undefined) {
    throw new Refusal('gone', 'Another program has removed this account meanwhile.', { exitCode: EXIT.noMatch });
  }
  return account;
}
