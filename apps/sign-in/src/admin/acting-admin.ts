import { isIP } from 'node:net';
import type { RequestContext } from '@halfminute/mfa';
import { plainLine } from '../accounts/plain-text.ts';
import type { CommandIo, GivenOptions } from './command.ts';
import { Refusal } from './refusal.ts';

/**
 * Who acts: --admin, or who is signed in at this machine. It is what the person says, not what was proved: whoever may run these
 * commands holds the database and its keys. Where proof is wanted, the policy of two administrators asks for a code.
 */
export function actingAdmin({
  options,
  io,
}: {
  readonly options: GivenOptions;
  readonly io: CommandIo;
}): RequestContext {
  const { environment } = io;
  const name = plainLine(options.value('admin') ?? environment['SUDO_USER'] ?? environment['USER'] ?? '');
  if (name === '') {
    throw new Refusal('no-admin', 'Say who does this, for the audit log: --admin NAME');
  }
  // "address port port", where the administrator came over SSH.
  const [address = ''] = (environment['SSH_CLIENT'] ?? '').split(' ');
  return {
    actor: { kind: 'admin', name },
    source: { address: isIP(address) === 0 ? null : address, agent: 'administration command', place: null },
  };
}

export function adminName({ actor }: RequestContext): string {
  return actor.kind === 'admin' ? actor.name : actor.kind;
}

/** The reason, where a command must have one. */
export function reasonFrom(options: GivenOptions): string {
  const reason = plainLine(options.value('reason') ?? '');
  if (reason === '') {
    throw new Refusal('no-reason', 'Write why, and how you made sure. The log needs it: --reason TEXT');
  }
  return reason;
}
