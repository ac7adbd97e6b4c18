#!/usr/bin/env node
import { runCommandLine } from './run-command-line.ts';

// Everything written is written already (standard-streams.ts), and nothing that still waits may hold the program.
void runCommandLine(process.argv.slice(2)).then((exitCode) => process.exit(exitCode));
