import { execFile, execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chownSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import { postgresPrograms } from './requirements.ts';

/** A PostgreSQL server of our own, with nothing in it. */
export interface Postgres {
  /** Of a database that is there already; several parts of one run share it only if they want to. */
  readonly connectionString: string;
  /** The server's first process: all its others descend from it. */
  readonly pid: number;
  /** A fresh, empty database of this server; answers its connection string. */
  createDatabase(): Promise<string>;
  /** Ends the server and removes every trace of it. */
  stop(): Promise<void>;
}

/**
 * Starts a server of Debian's PostgreSQL in a temporary folder, reached by a socket in that folder and by no port. It writes through to the
 * disk as in earnest. PostgreSQL refuses to run as root; then it runs as `postgres`. It ends with this process, however
 * that one ends. See canRun('…', 'postgres') for where there is none.
 */
export async function startPostgres(): Promise<Postgres> {
  const programs = postgresPrograms();
  if (programs === null) {
    throw new Error('There is no PostgreSQL here: apt-get install postgresql');
  }
  const folder = mkdtempSync(join(tmpdir(), 'halfminute-postgres-'));
  const remove = () => {
    process.off('exit', remove);
    rmSync(folder, { recursive: true, force: true });
  };
  process.on('exit', remove);
  try {
    const owner = chooseOwner(folder);
    const data = join(folder, 'data');
    const initialize = ['-D', data, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--locale=C.UTF-8', '--no-sync'];
    await run('setpriv', [...owner, join(programs, 'initdb'), ...initialize]);
    const server = await startServer(['--pdeathsig', 'QUIT', ...owner, join(programs, 'postgres'), '-D', data], folder);
    const connectionString = (name: string) => `postgres:///${name}?user=postgres&host=${encodeURIComponent(folder)}`;
    let databases = 0;
    return {
      connectionString: connectionString('postgres'),
      pid: server.pid ?? 0,
      createDatabase: async () => {
        const name = `fresh_${++databases}`;
        await run(join(programs, 'createdb'), ['-h', folder, '-U', 'postgres', name]);
        return connectionString(name);
      },
      stop: async () => {
        await endServer(server);
        remove();
      },
    };
  } catch (error) {
    remove();
    throw error;
  }
}

const run = promisify(execFile);

/** The arguments of setpriv(1) that make a program run as whoever owns the folder. */
function chooseOwner(folder: string): readonly string[] {
  if (process.getuid?.() !== 0) {
    return [];
  }
  const id = (which: '-u' | '-g') => execFileSync('id', [which, 'postgres'], { encoding: 'utf8' }).trim();
  const [user, group] = [id('-u'), id('-g')];
  chownSync(folder, Number(user), Number(group));
  return ['--reuid', user, '--regid', group, '--clear-groups'];
}

const settings = [
  'listen_addresses=',
  'max_connections=200',
  'wal_level=minimal',
  'max_wal_senders=0',
  'lc_messages=C',
  'logging_collector=off',
];

/** Resolves when the server says that it is ready. */
async function startServer(args: readonly string[], folder: string): Promise<ChildProcess> {
  const options = [`unix_socket_directories=${folder}`, ...settings].flatMap((setting) => ['-c', setting]);
  const server = spawn('setpriv', [...args, ...options], { stdio: ['ignore', 'ignore', 'pipe'], cwd: '/' });
  const said: string[] = [];
  const lines = createInterface({ input: server.stderr });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.once('exit', () => reject(new Error(`PostgreSQL did not start: ${said.join('\n')}`)));
    lines.on('line', (line) => {
      said.push(line);
      said.splice(0, said.length - 20);
      if (line.includes('database system is ready to accept connections')) {
        resolve();
      }
    });
  });
  return server;
}

/** SIGQUIT is its "immediate" shutdown: no last checkpoint of what is thrown away anyway. */
async function endServer(server: ChildProcess): Promise<void> {
  if (server.exitCode === null && server.signalCode === null) {
    const ended = once(server, 'exit');
    server.kill('SIGQUIT');
    await ended;
  }
}
