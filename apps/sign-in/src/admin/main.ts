import { text } from 'node:stream/consumers';
import { runCommand } from './run-command.ts';

/** `npm run -s sign-in -- COMMAND …`: the administrator's commands, beside the running service. */
process.exitCode = await runCommand(process.argv.slice(2), {
  environment: process.env,
  readInput: () => text(process.stdin),
  writeOut: (chunk) => void process.stdout.write(chunk),
  writeError: (chunk) => void process.stderr.write(chunk),
});
