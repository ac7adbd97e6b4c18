import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { ConfigError } from '../../config/config-error.ts';
import { KeyFileError } from '../../keys/key-file-error.ts';
import type { Services } from '../../services.ts';
import type { Answer, CommandContext } from '../command.ts';
import { bad } from '../doctor/finding.ts';
import type { Finding } from '../doctor/finding.ts';
import { lookAtIssuer, lookAtProcess } from '../doctor/look-at-address.ts';
import { lookAtCookies } from '../doctor/look-at-cookies.ts';
import { lookAtClock, lookAtKeyFile, lookAtMail, lookAtSettings, readSynchronised } from '../doctor/look-at-parts.ts';
import { EXIT } from '../exit-code.ts';

/** `doctor`: looks at everything, even where something is broken already. Changes nothing. */
export async function doctor(context: CommandContext): Promise<Answer> {
  const findings = await lookAtAll(context);
  const wrong = findings.filter(({ state }) => state === 'bad');
  return {
    lines: [
      ...findings.flatMap(({ state, says, todo }) => [
        `${marks[state]} ${says}`,
        ...(todo === null ? [] : [`       ${todo}`]),
      ]),
      wrong.length === 0 ? 'Nothing keeps anybody out.' : `${wrong.length} to mend.`,
    ],
    json: { findings, wrong: wrong.length },
    exitCode: wrong.length === 0 ? EXIT.ok : EXIT.findings,
  };
}

const marks: Readonly<Record<Finding['state'], string>> = {
  good: 'good  ',
  odd: 'look  ',
  bad: 'wrong ',
  'not-looked-at': '-     ',
};

async function lookAtAll(context: CommandContext): Promise<readonly Finding[]> {
  let config;
  try {
    config = context.config();
  } catch (error) {
    if (error instanceof ConfigError) {
      return error.problems.map((problem) => bad('settings', problem, '"variables" lists all of them.'));
    }
    throw error;
  }
  const keyFile = await lookAtKeyFile(config);
  const now = () => Date.now() / 1000;
  return [
    ...(await lookAtOpened(context, keyFile)),
    readSynchronised(await timedatectl()),
    await lookAtProcess(config),
    ...(await lookAtIssuer(config, now)),
    ...(await lookAtCookies(config)),
  ];
}

/** What needs database and keys; where these are broken, that is the finding. */
async function lookAtOpened(context: CommandContext, keyFile: Finding): Promise<readonly Finding[]> {
  let services: Services;
  try {
    services = await context.services();
  } catch (error) {
    return [
      keyFile,
      error instanceof KeyFileError
        ? bad('keys', error.message, 'Without its keys the service does not start.')
        : bad(
            'database',
            `The database cannot be opened (${error instanceof Error && 'code' in error ? String(error.code) : 'no reason given'}).`,
            'Check HALFMINUTE_DATABASE: for SQLite whether its folder is there and this user may write to it, for PostgreSQL host, user, password and whether it runs.',
          ),
    ];
  }
  return [...(await lookAtSettings(services)), keyFile, await lookAtClock(services), ...(await lookAtMail(services))];
}

async function timedatectl(): Promise<string | null> {
  try {
    const { stdout } = await promisify(execFile)('timedatectl', ['show', '--property=NTPSynchronized'], {
      timeout: 5000,
    });
    return stdout;
  } catch {
    return null;
  }
}
