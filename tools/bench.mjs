/** `npm run bench [-- NAME ...] [--write]`: runs the comparisons of bench/, prints them, and with --write puts them into README. `--help` has more. */
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { desktopPackages } from './desktop-build.mjs';
import { installDebianPackages, installNpmPackages, projectEnvironment, root, useProjectNode } from './setup.mjs';

installNpmPackages();
await useProjectNode(import.meta.filename, [
  '--conditions=@halfminute/source',
  '--import',
  pathToFileURL(join(root, 'tools', 'tsx.mjs')).href,
]);

const runByDefault = ['otp', 'vault', 'interchange', 'cli', 'sign-in'];
const runWhenNamed = ['qr', 'sign-in-overload', 'desktop'];
const allNames = [...runByDefault, ...runWhenNamed];
const help = `npm run bench [-- NAME ...] [--write]

  ${runByDefault.join(', ')}
        are the benches that run where none is named
  sign-in-overload [--minutes N]
        runs only where it is named: ten minutes, or N, of arrivals at twice what the service can do
  qr [--seed N]
        runs only where it is named: fresh pictures of codes, drawn by the seed N or 7, read by us, by zxing-wasm alone, zbar-wasm, jsQR, qr and zbarimg
  desktop
        runs only where it is named, as it needs Rust and a good while to build: the window beside an empty one, keepassxc and otpclient, which have to be
        there or installable: Debian, as root
  --resume
        of sign-in: takes what an earlier run had measured before it failed, and goes on
  --write
        puts the tables into README.md

bench/README.md says what each compares, and how to have Keycloak beside it.`;

const { asked, write, minutes, resume, seed } = readArguments();
installDebianPackages(['chromium', 'gcc', 'libc6-dev', 'libssl-dev', 'postgresql']);
if (asked.includes('qr')) {
  installDebianPackages(['zbar-tools']);
}
if (asked.includes('desktop')) {
  const missing = installDebianPackages([...desktopPackages, 'dpkg-dev', 'keepassxc', 'otpclient']);
  if (missing.length > 0) {
    console.error(
      `The bench "desktop" cannot run without ${missing.join(', ')}: its targets are ratios to what other programs take in the same run.`,
    );
    process.exit(1);
  }
}

let missed = 0;
for (const name of asked.length > 0 ? asked : runByDefault) {
  const bench = await import(pathToFileURL(join(root, 'bench', name, 'index.ts')).href);
  const text = benchToMarkdown(await bench.run({ minutes, resume, seed }));
  console.log(text);
  if (write) {
    writeIntoReadme(name, text);
  }
}
process.exitCode = missed === 0 ? 0 : 1;

function readArguments() {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: {
        write: { type: 'boolean' },
        resume: { type: 'boolean' },
        minutes: { type: 'string', default: '10' },
        seed: { type: 'string', default: '7' },
        help: { type: 'boolean' },
      },
    });
    if (values.help === true) {
      console.log(help);
      process.exit(0);
    }
    const unknown = positionals.filter((name) => !allNames.includes(name));
    if (unknown.length > 0) {
      throw new Error(`There is no bench called ${unknown.join(', ')}. There are: ${allNames.join(', ')}.`);
    }
    if (!(Number(values.minutes) >= 2)) {
      throw new Error(`--minutes is 2 or more, and not "${values.minutes}".`);
    }
    if (!/^\d{1,9}$/.test(values.seed)) {
      throw new Error(`--seed is a whole number of up to nine digits, and not "${values.seed}".`);
    }
    return {
      asked: positionals,
      write: values.write === true,
      resume: values.resume === true,
      minutes: Number(values.minutes),
      seed: Number(values.seed),
    };
  } catch (error) {
    console.error(error.message);
    process.exit(2);
  }
}

function benchToMarkdown(tables) {
  const lines = [];
  for (const { title, columns, rows, targets } of tables) {
    const hasPace = rows.some(({ perSecond }) => perSecond !== undefined);
    const heads = columns ?? (hasPace ? ['per second', 'ratio'] : ['ratio']);
    lines.push(`**${title}**`, '', `| | ${heads.join(' | ')} |`, `|---|${'---:|'.repeat(heads.length)}`);
    for (const { name, cells, perSecond, ratio } of rows) {
      const pace = perSecond === undefined ? '' : withSeparators(perSecond);
      const shown = cells ?? [...(hasPace ? [pace] : []), ratio.toFixed(2)];
      lines.push(`| ${name} | ${shown.join(' | ')} |`);
    }
    lines.push('');
    for (const target of targets) {
      lines.push(`- ${target.what}: ${target.measured} (wanted: ${target.wanted})${target.met ? '' : ' **missed**'}`);
      missed += target.met ? 0 : 1;
    }
    lines.push('');
  }
  return lines.join('\n');
}

function withSeparators(perSecond) {
  const text = perSecond >= 100 ? String(Math.round(perSecond)) : perSecond.toFixed(1);
  return text.replaceAll(/\B(?=(\d{3})+$)/g, ',');
}

function writeIntoReadme(name, text) {
  const file = join(root, 'README.md');
  const readme = readFileSync(file, 'utf8');
  const begin = `<!-- bench:${name} -->`;
  const end = `<!-- /bench:${name} -->`;
  const from = readme.indexOf(begin);
  const to = readme.indexOf(end);
  if (from < 0 || to < from) {
    throw new Error(`README.md has no place for this bench: it wants the two lines ${begin} and ${end}.`);
  }
  const machine = `Measured on ${cpus().length} cores, ${cpus()[0]?.model.trim()}, Node ${process.versions.node}.`;
  writeFileSync(file, `${readme.slice(0, from + begin.length)}\n\n${machine}\n\n${text}\n${readme.slice(to)}`);
  const { status } = spawnSync('oxfmt', ['README.md'], { cwd: root, env: projectEnvironment(), stdio: 'inherit' });
  if (status !== 0) {
    throw new Error('README.md has its new figures, and could not be formatted; see the message above.');
  }
}
