import { createHash } from 'node:crypto';
import { readFileSync, readlinkSync } from 'node:fs';
import { hostname } from 'node:os';
import { systemErrorName } from '../system-error-name.ts';

/** What tells one running program from every other, now and later. */
export interface ProcessIdentity {
  /** The same for all programs that see the same process numbers; says nothing else about the computer. */
  readonly hostId: string;
  /** Changes with every start of the computer; null where it cannot be read. */
  readonly bootId: string | null;
  readonly pid: number;
  /** When the process began, in the system's own unit; null where it cannot be read. A process number is given out again, this with it never. */
  readonly startTime: string | null;
}

export function thisProcess(): ProcessIdentity {
  return identityOf(process.pid);
}

/** Of a process of this host. */
export function identityOf(pid: number): ProcessIdentity {
  return { hostId: hostId(), bootId: bootId(), pid, startTime: startTime(pid) };
}

export type Liveness =
  | 'alive'
  | 'dead'
  /** A process of that number runs, but nothing tells whether it is the same one. */
  | 'unknown';

/** Whether a process of this host still runs. */
export function livenessOf(other: ProcessIdentity, here: ProcessIdentity): Liveness {
  if (other.bootId !== null && here.bootId !== null && other.bootId !== here.bootId) {
    return 'dead';
  }
  if (!runs(other.pid)) {
    return 'dead';
  }
  const startedNow = startTime(other.pid);
  if (other.startTime === null || startedNow === null) {
    return 'unknown';
  }
  return other.startTime === startedNow ? 'alive' : 'dead';
}

function runs(pid: number): boolean {
  try {
    // Signal 0 sends nothing and only asks.
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: it runs, as somebody else.
    return systemErrorName(error) !== 'ESRCH';
  }
}

let knownHostId: string | null = null;

function hostId(): string {
  // Two containers of one computer may share its machine id, but neither sees the other's processes: to each other they are two hosts.
  knownHostId ??= createHash('sha256').update(`halfminute/host/${machine()}`).digest('hex');
  return knownHostId;
}

/** docs/vault-format.md, "The lock". */
function machine(): string {
  return process.platform === 'linux' ? `${readText('/etc/machine-id') ?? ''}/${processNamespace()}` : hostname();
}

function processNamespace(): string {
  try {
    return readlinkSync('/proc/self/ns/pid');
  } catch {
    return '';
  }
}

function bootId(): string | null {
  return readText('/proc/sys/kernel/random/boot_id');
}

/** Field 22 of /proc/PID/stat, in clock ticks since the start of the computer (Linux; proc(5)). */
function startTime(pid: number): string | null {
  const text = readText(`/proc/${pid}/stat`);
  if (text === null) {
    return null;
  }
  // Field 2 is the program's name in parentheses and may itself hold spaces and parentheses: count from the last one.
  const fromFieldThree = text.slice(text.lastIndexOf(')') + 2).split(' ');
  return fromFieldThree[19] ?? null;
}

function readText(path: string): string | null {
  try {
    return readFileSync(path, 'utf8').trim() || null;
  } catch {
    return null;
  }
}
