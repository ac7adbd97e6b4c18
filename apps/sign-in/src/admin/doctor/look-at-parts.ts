import { stat } from 'node:fs/promises';
import { bootFacts } from '../../config/boot-facts.ts';
import type { SignInConfig } from '../../config/config.ts';
import { deviations } from '../../config/deviations.ts';
import { refusals } from '../../config/refusals.ts';
import { readClockState } from '../../health/clock-watch.ts';
import { createSmtpTransport } from '../../mail/smtp-transport.ts';
import type { Services } from '../../services.ts';
import { count } from '../columns.ts';
import { utc } from '../times.ts';
import { bad, good, notLookedAt, odd } from './finding.ts';
import type { Finding } from './finding.ts';

/** What keeps the service from starting, one finding each. */
export async function lookAtSettings(services: Services): Promise<readonly Finding[]> {
  const { config } = services;
  const reasons = refusals(config, await bootFacts(services));
  return [
    ...(reasons.length === 0
      ? [good('settings', `The settings are complete (${config.mode}).`)]
      : reasons.map((reason) => bad('settings', reason, 'Without that the service does not start.'))),
    ...deviations(config).map((line) =>
      odd('policy', line, '"policy show" prints the setting; README.md says what it means.'),
    ),
  ];
}

/** The file that all seeds hang on. */
export async function lookAtKeyFile({ keyFile }: Pick<SignInConfig, 'keyFile'>): Promise<Finding> {
  try {
    const { mode, uid } = await stat(keyFile);
    if ((mode & 0o077) !== 0) {
      return bad('key-file', `Others than its owner may read or write ${keyFile}.`, `chmod 600 ${keyFile}`);
    }
    if (uid === 0 && process.getuid?.() === 0) {
      return odd(
        'key-file',
        `${keyFile} belongs to root.`,
        'The service should run as a user of its own (deploy/halfminute-sign-in.service), and the file belong to that one.',
      );
    }
    return good('key-file', `${keyFile} is readable by its owner only.`);
  } catch {
    return bad(
      'key-file',
      `${keyFile} cannot be read.`,
      'Put it back from where you keep its copy; without it nobody can sign in with a code.',
    );
  }
}

export async function lookAtClock(services: Services): Promise<Finding> {
  const state = await readClockState(services);
  return state.state === 'right'
    ? good('clock', `It is ${utc(services.clock())} UTC by this clock, and no event lies after that.`)
    : bad(
        'clock-went-back',
        `This clock says ${utc(state.now)} UTC, but an event was written at ${utc(state.newestAt)}. Nobody is let in.`,
        'Set the clock right, then: npm run -s sign-in -- clock confirm',
      );
}

/** Whether somebody keeps this machine's clock right. */
export function readSynchronised(output: string | null): Finding {
  if (output === null) {
    return notLookedAt('clock-synchronised', 'There is no timedatectl here to ask whether the clock is kept right.');
  }
  return /^NTPSynchronized=yes$/m.test(output)
    ? good('clock-synchronised', 'The clock is kept right by NTP.')
    : odd(
        'clock-synchronised',
        'Nothing keeps the clock of this machine right. Half a minute off, and right codes are refused.',
        'timedatectl set-ntp true, or set up chrony.',
      );
}

export async function lookAtMail({ config, database }: Services): Promise<readonly Finding[]> {
  if (config.smtp === null) {
    return [notLookedAt('mail', 'No mail server is set; mails stand on the page /outbox (development).')];
  }
  const transport = createSmtpTransport(config.smtp);
  const outcome = await transport.check();
  transport.close();
  const waiting = await database.kysely
    .selectFrom('outbox')
    .select(['at', 'tries', 'last_error'])
    .where('sent_at', 'is', null)
    .where('tries', '>', 2)
    .orderBy('at')
    .execute();
  const [oldest] = waiting;
  return [
    outcome.result === 'sent'
      ? good('mail-server', 'The mail server answers and lets us in.')
      : bad(
          'mail-server',
          `The mail server cannot be used (${outcome.reason}).`,
          'Check HALFMINUTE_SMTP_URL. EAUTH: user or password; EDNS, ECONNECTION, ESOCKET: host, port or firewall; ETLS: its certificate, or smtp:// where smtps:// belongs.',
        ),
    ...(oldest === undefined
      ? []
      : [
          odd(
            'mails-wait',
            `${count(waiting.length, 'mail')} could not be sent yet, the oldest of ${utc(oldest.at)} UTC (${oldest.last_error ?? 'no reason given'}).`,
            'They are tried again for three days; what they tell of has happened all the same.',
          ),
        ]),
  ];
}
