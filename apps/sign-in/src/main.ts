import { ConfigError } from './config/config-error.ts';
import { deviations } from './config/deviations.ts';
import { readConfig } from './config/read-config.ts';
import { nameOf } from './http/own-answers.ts';
import { KeyFileError } from './keys/key-file-error.ts';
import { startFailure } from './start-failure.ts';
import { StartRefusedError } from './start-refused-error.ts';
import { startSignIn } from './server.ts';

/** What a service manager should not try again: something has to be set first. */
const exitRefused = 2;

try {
  const running = await startSignIn(readConfig(process.env));
  const { config, log } = running.services;
  for (const line of deviations(config)) {
    log.warn('deviation', { line });
  }
  log.info('listening', { address: running.address, issuer: config.issuer, mode: config.mode });
  // Nobody knows what holds after that: the service manager starts another one. The message may hold what somebody sent.
  process.on('uncaughtException', (error) => {
    log.error('crashed', nameOf(error));
    process.exit(1);
  });
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      log.info('stopping', { signal });
      running.close().then(
        () => log.info('stopped'),
        (error: unknown) => {
          log.error('stop-failed', { error: error instanceof Error ? error.name : typeof error });
          process.exitCode = 1;
        },
      );
    });
  }
} catch (error) {
  process.exitCode = printRefusal(error);
}

function printRefusal(error: unknown): number {
  if (error instanceof ConfigError || error instanceof KeyFileError) {
    process.stderr.write(`${error.message}\n`);
    return exitRefused;
  }
  if (error instanceof StartRefusedError) {
    process.stderr.write(`${error.reasons.map((reason) => `Refused: ${reason}`).join('\n')}\n`);
    return exitRefused;
  }
  const failure = startFailure(error);
  if (failure !== null) {
    process.stderr.write(`${failure}\n`);
    return 1;
  }
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  return 1;
}
