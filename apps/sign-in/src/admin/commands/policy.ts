import type { Policy, SignInConfig } from '../../config/config.ts';
import { deviations } from '../../config/deviations.ts';
import { createPolicyStore } from '../../policy/policy-store.ts';
import { columns } from '../columns.ts';
import type { Answer, CommandContext } from '../command.ts';
import { Refusal } from '../refusal.ts';

/** `policy show`: what is in force, and what of it is looser than the standards. */
export async function policyShow({ services }: CommandContext): Promise<Answer> {
  return policyAnswer((await services()).config);
}

/** `policy set NAME=VALUE...`: all of them, or none. Running nodes take it over within seconds. */
export async function policySet(context: CommandContext): Promise<Answer> {
  const admin = context.acting();
  const settings = readSettings(context.operands);
  const { database, audit, clock, config } = await context.services();
  const store = createPolicyStore({ database, audit, configured: context.config().policy });
  const saved = await store.save({ settings, at: clock(), context: admin });
  if (saved.result === 'refused') {
    const [first = 'The settings cannot be used.', ...lines] = saved.problems;
    throw new Refusal('policy', first, { lines });
  }
  return policyAnswer({ ...config, policy: saved.policy });
}

function policyAnswer(config: SignInConfig): Answer {
  const looser = deviations(config);
  return {
    lines: [
      ...columns(
        ['Setting', 'Value'],
        flat(config.policy).map(([name, value]) => [name, String(value)]),
      ),
      '',
      ...(looser.length === 0
        ? ['Every setting is at least as strict as NIST SP 800-63B-4 and OWASP ASVS 5.0.']
        : looser),
    ],
    json: { policy: config.policy, deviations: looser },
  };
}

function flat(settings: Policy | Policy['mfa'] | Policy['mfa']['profile'], prefix = ''): readonly [string, unknown][] {
  return Object.entries(settings).flatMap(([name, value]): readonly [string, unknown][] =>
    typeof value === 'object' && value !== null ? flat(value, `${prefix}${name}.`) : [[`${prefix}${name}`, value]],
  );
}

type Settings = { [name: string]: Settings | string | number | boolean | null };

/** "mfa.cap=10" as `{mfa: {cap: 10}}`. */
function readSettings(operands: readonly string[]): Settings {
  const settings: Settings = {};
  for (const operand of operands) {
    const [, path = '', text = ''] = /^([\w.]+)=(.*)$/s.exec(operand) ?? [];
    const names = path.split('.');
    const last = names.pop() ?? '';
    if (last === '' || names.includes('') || [...names, last].includes('__proto__')) {
      throw new Refusal(
        'setting',
        'A setting is NAME=VALUE, such as mfa.rememberDays=14. "policy show" prints the names.',
      );
    }
    let place = settings;
    for (const name of names) {
      const inner = place[name];
      const next: Settings = typeof inner === 'object' && inner !== null ? inner : {};
      place[name] = next;
      place = next;
    }
    place[last] = readValue(text);
  }
  return settings;
}

function readValue(text: string): string | number | boolean | null {
  switch (text) {
    case 'default':
      return null;
    case 'true':
      return true;
    case 'false':
      return false;
    default:
      return /^\d+(?:\.\d+)?$/.test(text) ? Number(text) : text;
  }
}
