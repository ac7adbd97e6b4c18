import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readPolicy } from '../../packages/core/src/policy/read-policy.ts';
import { policyNames } from '../../packages/core/src/policy/schema.ts';
import { policyTexts } from '../policy-texts.ts';
import { canRun, projectRoot } from '../requirements.ts';

const texts = policyTexts();

function textOf(name: string): string {
  return texts.get(name) ?? '';
}

describe('the templates for IT teams', () => {
  it.each([...texts.keys()])('%s is what the table of policies makes of it (npm run policy-templates)', (name) => {
    expect(readFileSync(join(projectRoot, 'packaging/policy', name), 'utf8')).toBe(textOf(name));
  });

  it('hold an example that is read as it stands', () => {
    const text = textOf('example-policy.json');
    const reading = readPolicy({ path: 'example', text, problem: null });
    expect(reading).toEqual({ state: 'in-force', policy: JSON.parse(text) });
  });

  it.each(['policy.schema.json', 'halfminute.admx', 'en-US/halfminute.adml'])('leave no policy out of %s', (name) => {
    expect(policyNames.filter((policy) => !textOf(name).includes(`"${policy}"`))).toEqual([]);
  });

  it('name for Windows no string and no presentation that is not there', () => {
    const adml = textOf('en-US/halfminute.adml');
    const references = textOf('halfminute.admx').matchAll(/\$\((string|presentation)\.(\w+)\)/gu);
    const missing = [...references].filter(([, kind, id]) => !adml.includes(`<${kind} id="${id}">`));
    expect(missing).toEqual([]);
  });
});

describe.runIf(canRun('the templates for IT teams, as other programs read them', 'python3'))(
  'the templates, read by another program,',
  () => {
    it.each(['halfminute.admx', 'en-US/halfminute.adml', 'halfminute.mobileconfig'])(
      'are well-formed XML: %s',
      (name) => {
        const parse = 'import sys, xml.dom.minidom; xml.dom.minidom.parseString(sys.stdin.buffer.read())';
        const parsed = spawnSync('/usr/bin/python3', ['-c', parse], { input: textOf(name), encoding: 'utf8' });
        expect(parsed.stderr).toBe('');
        expect(parsed.status).toBe(0);
      },
    );

    it('say to macOS what the example says', () => {
      const convert = 'import sys, json, plistlib; print(json.dumps(plistlib.loads(sys.stdin.buffer.read())))';
      const { stdout } = spawnSync('/usr/bin/python3', ['-c', convert], {
        input: textOf('halfminute.mobileconfig'),
        encoding: 'utf8',
      });
      const { PayloadContent } = JSON.parse(stdout) as { readonly PayloadContent: readonly Record<string, unknown>[] }; // as it was made above
      const settings = Object.entries(PayloadContent[0] ?? {}).filter(([name]) => !name.startsWith('Payload'));
      expect(Object.fromEntries(settings)).toEqual(JSON.parse(textOf('example-policy.json')));
    });
  },
);
