import type { ExitCode } from '../exit-code.ts';
import { EXIT } from '../exit-code.ts';
import type { Invocation } from '../invocation.ts';
import { ensureOpened, ensureSaved, requireRecoveryKeys, requireVault, withApp, withOpenVault } from '../open-vault.ts';
import type { OpenedVault } from '../open-vault.ts';
import { notAllowed } from '../organisation-policy.ts';
import { ensureChanged } from '../password-change.ts';
import { print, remark } from '../print.ts';
import { Refusal } from '../refusal.ts';
import { SecretReader } from '../secret-reader.ts';

/** `halfminute recover`, and `recover --new-sheet`. */
export async function run(invocation: Invocation): Promise<ExitCode> {
  const { options } = invocation;
  if (options.has('new-sheet')) {
    return withOpenVault(invocation, (vault) => makeSheet(invocation, vault));
  }
  return withApp(options, async (app) => {
    requireVault(app);
    requireRecoveryKeys(app);
    const secrets = new SecretReader(options);
    const recoveryKey = await secrets.next('Recovery key', 'the recovery key');
    ensureOpened(await app.session.unlockWithRecoveryKey({ recoveryKey }));
    const next = await secrets.nextNewPassword('New password');
    ensureChanged(await app.keys.setPasswordAfterRecovery({ next }));
    print(options, { lines: ['The password is changed.'], json: { changed: true } });
    remark(options, 'Print a new recovery sheet as well: halfminute recover --new-sheet');
    return EXIT.ok;
  });
}

async function makeSheet({ options }: Invocation, { app, password, secrets }: OpenedVault): Promise<ExitCode> {
  const made = await app.keys.makeRecoverySheet({ password });
  if (made.outcome === 'password-needed') {
    throw new Refusal('password-needed', 'A new recovery key needs the password.', { exitCode: EXIT.wrongPassword });
  }
  if (made.outcome === 'not-allowed') {
    throw notAllowed('a recovery sheet');
  }
  if (made.outcome !== 'made') {
    ensureChanged(made);
    return EXIT.broken;
  }
  const { groups, earlierPaperVoid, madeUnixSeconds } = made;
  print(options, {
    lines: [groups.slice(0, 4).join(' '), groups.slice(4).join(' ')],
    json: { recoveryKey: groups.join(''), earlierPaperVoid, madeUnixSeconds },
  });
  remark(
    options,
    'Shown once. Write it down, or print it, and keep it where you keep your passport, not beside the computer.',
  );
  if (earlierPaperVoid) {
    remark(options, 'The earlier sheet is void: destroy it.');
  }
  if (secrets.asksAPerson && !options.has('json')) {
    await confirm(app, secrets);
  }
  return EXIT.ok;
}

async function confirm(app: OpenedVault['app'], secrets: SecretReader): Promise<void> {
  const lastGroup = await secrets.next('Type the last group to show that you have it', 'the last group');
  const outcome = await app.keys.confirmRecoverySheet({ lastGroup });
  ensureSaved(outcome);
  if (outcome.outcome === 'differs') {
    throw new Refusal(
      'sheet-differs',
      'The last group reads otherwise. The key above is good all the same; compare it with your sheet.',
    );
  }
}
