import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { commandNames } from '../../src/admin/command-table.ts';
import { EXIT } from '../../src/admin/exit-code.ts';
import { importColumns } from '../../src/admin/import-row.ts';
import { readClients } from '../../src/config/read-clients.ts';
import { variables } from '../../src/config/variables.ts';
import { defaultPolicy } from '../../src/policy/default-policy.ts';

const readme = readFileSync(join(import.meta.dirname, '..', '..', 'README.md'), 'utf8');

/** Each setting by its full name. */
function settings(policy: object, prefix = ''): readonly (readonly [string, unknown])[] {
  return Object.entries(policy).flatMap(([name, value]: [string, unknown]) =>
    typeof value === 'object' && value !== null
      ? settings(value, `${prefix}${name}.`)
      : [[`${prefix}${name}`, value] as const],
  );
}

/** The second cell of the row that begins with this. */
function cell(first: string): string | undefined {
  const row = readme.split('\n').find((line) => line.startsWith(`| \`${first}\``));
  return row?.split('|')[2]?.trim();
}

describe('the guide for who looks after the service', () => {
  it.each(variables.map(({ name }) => name))('names the variable %s', (name) => {
    expect(cell(name)).toBeTruthy();
  });

  it.each(variables.filter(({ inProduction }) => inProduction === null))(
    'says that production needs $name',
    ({ name }) => {
      expect(readme).toMatch(new RegExp(`^\\| \`${name}\`.*must be set *\\|$`, 'm'));
    },
  );

  it.each(commandNames)('names the command "%s"', (name) => {
    // Several may stand in one cell; "require account USER" is written out.
    expect(readme).toMatch(new RegExp(`^\\| .*\`${name}[\` ]`, 'm'));
  });

  it.each(settings(defaultPolicy))('names the setting %s with its default, %s', (name, value) => {
    expect(cell(name)).toBe(`\`${String(value)}\``);
  });

  it.each(importColumns)('names the column %s', (name) => {
    expect(readme).toContain(`\`${name}\``);
  });

  it.each(Object.values(EXIT))('says what exit code %i means', (code) => {
    expect(readme).toMatch(new RegExp(`^\\| ${code} +\\| \\w`, 'm'));
  });

  it('has a file of clients that the service reads', () => {
    const json = /```json\n(.*?)```/s.exec(readme)?.[1] ?? '';
    // The secret stands there in words.
    expect(readClients(JSON.parse(json.replaceAll(/what `[^"]*/g, 'x'.repeat(64))))).toMatchObject({
      result: 'clients',
    });
  });
});
