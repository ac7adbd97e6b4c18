/** Says in plain words which program listens on a port of 127.0.0.1, so that the user can end it. */
import { spawnSync } from 'node:child_process';
import { readFileSync, readdirSync, readlinkSync } from 'node:fs';

/** Such as `python3 -m http.server 4226 (process 4711)`; "another program" where the system does not tell. */
export function describePortHolder(port) {
  try {
    return process.platform === 'linux' ? describeByProc(port) : describeByLsof(port);
  } catch {
    return 'another program';
  }
}

/** Linux: the listening socket's inode stands in /proc/net/tcp, and the process that holds it has it among its descriptors. */
function describeByProc(port) {
  const socket = listeningSockets().find((candidate) => candidate.port === port);
  if (socket === undefined) {
    return 'another program';
  }
  for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    if (holdsInode(pid, socket.inode)) {
      const commandLine = readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0').join(' ').trim();
      return `${printable(commandLine)} (process ${pid})`;
    }
  }
  return `a program of the user with the number ${socket.userId}`;
}

function listeningSockets() {
  const listening = '0A';
  return ['/proc/net/tcp', '/proc/net/tcp6'].flatMap((file) =>
    readFileSync(file, 'utf8')
      .split('\n')
      .slice(1)
      .map((line) => line.trim().split(/\s+/))
      .filter((fields) => fields[3] === listening)
      .map((fields) => ({ port: Number.parseInt(fields[1].split(':')[1], 16), userId: fields[7], inode: fields[9] })),
  );
}

function holdsInode(pid, inode) {
  try {
    return readdirSync(`/proc/${pid}/fd`).some((fd) => linkOf(`/proc/${pid}/fd/${fd}`) === `socket:[${inode}]`);
  } catch {
    return false; // another user's process, or one that has just ended
  }
}

function linkOf(path) {
  try {
    return readlinkSync(path);
  } catch {
    return null;
  }
}

/** macOS and the BSDs. */
function describeByLsof(port) {
  const { stdout } = spawnSync('lsof', ['-nP', `-iTCP:${port}`, '-sTCP:LISTEN', '-Fpc'], { encoding: 'utf8' });
  const pid = /^p(\d+)$/m.exec(stdout)?.[1];
  const command = /^c(.+)$/m.exec(stdout)?.[1];
  return pid === undefined ? 'another program' : `${printable(command ?? 'a program')} (process ${pid})`;
}

/** A program may call itself anything, escape sequences of the terminal included. */
function printable(text) {
  return text.replace(/[^\x20-\x7e]/g, '?').slice(0, 120);
}
