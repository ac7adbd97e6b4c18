import { parseAlgorithm, parseCounter, parseDigits, parsePeriodSeconds } from '@halfminute/otp';
import { EntryRefusal } from '../entry.ts';
import type { EntryReason } from '../entry.ts';
import { isArray, isObject } from '../json.ts';
import type { JsonObject } from '../json.ts';
import { plainName } from '../login-table/columns.ts';
import type { Stated } from '../login-table/stated.ts';
import { kindOfWord, saysNoKind, withoutDigitsUnit, withoutSecondsUnit } from '../login-table/stated.ts';
import { holdsSecret } from './secret-names.ts';

type Role = 'kind' | 'algorithm' | 'digits' | 'period' | 'counter' | 'pin';

/** Names without their case, blanks and signs. */
const strongNames: Readonly<Record<Role, string>> = {
  kind: 'otptype otpkind otpmethod tokentype codetype encoder otptokentype totptype',
  algorithm:
    'algorithm algo alg hashalgorithm hashalgo hashfunction hashtype digest hmac hmacalgorithm hmacalgo hmactype ' +
    'otpalgorithm otpalgo totpalgorithm totpalgo shaalgorithm codealgorithm',
  digits:
    'digits numdigits numberofdigits digitcount digitscount digitslength digit ndigits codelength codedigits codesize otplength ' +
    'otpdigits totpdigits tokenlength tokendigits',
  period:
    'period periodseconds periodsec periods timestep timestepseconds timeinterval timeperiod otpperiod totpperiod totpinterval ' +
    'intervalseconds stepsize stepseconds refreshinterval timestepsize codeperiod',
  counter:
    'counter hotpcounter otpcounter hmaccounter initialcounter currentcounter nextcounter countervalue movingfactor ' +
    'counterstart startcounter',
  pin: 'pin',
};
/** What also other things are called: of an object around the account they say something only beside a strong one. */
const weakNames: Readonly<Record<Role, string>> = {
  kind: 'type kind method mode category variant',
  algorithm: 'hash sha',
  digits: 'length len size',
  period: 'interval step timer duration validity lifetime',
  counter: 'count',
  pin: '',
};

interface NamedRole {
  readonly role: Role;
  readonly isStrong: boolean;
}

const rolesByName: ReadonlyMap<string, NamedRole> = new Map(
  [strongNames, weakNames].flatMap((names) =>
    Object.entries(names).flatMap(([role, list]) =>
      // Object.entries forgets the names of the fields.
      list.split(' ').map((name) => [name, { role: role as Role, isStrong: names === strongNames }] as const),
    ),
  ),
);

/** "periodMs", "digits2": a parameter that nobody can list, which is refused rather than left out. */
const soundsLikeParameter =
  /^(?:(?:otp|totp|hotp|code|token|hash|hmac|secret|time)?(?:algorithm|algo|digits?|period|timestep|counter|movingfactor)(?!.*(?:date|changed)).{0,12}|interval(?:ms|millis.{0,6}))$/;

/** own: in the object of the secret or inside it. beside: in another object near it. far: around the list that the account stands in. */
type Standing = 'own' | 'around' | 'beside' | 'far';

interface Statement extends NamedRole {
  readonly name: string;
  readonly value: unknown;
  readonly standing: Standing;
}

type Field = readonly [name: string, value: string];

/** What the objects near an account are called where they say nothing of its codes. */
const ornaments =
  /icon|image|logo|avatar|picture|colou?r|meta|sync|order|position|folder|group|categor|vault|user|owner|device|website|history|attachment|stat|usage|login|passwo?r?d|autofill|badge|thumbnail/;
/** And where they do, though it may be in words that other things are called by. */
const ofCodes = /otp|param|config|option|setting|generator|info|data|code|token|auth|detail|spec|profile/;

/** Whether an object says of itself how codes are made. */
export function statesParameters(object: JsonObject): boolean {
  return statementsIn(object, 'own').some(isSurely);
}

function isSurely({ role, isStrong, value }: Statement): boolean {
  return role === 'kind' && typeof value === 'string' ? kindOfWord(value) !== undefined : isStrong && role !== 'pin';
}

/** The objects that hold an account: with no list between, and those around its list. The nearest first. */
export interface Around {
  readonly parents: readonly JsonObject[];
  readonly outer: readonly JsonObject[];
}

/** The kind and the parameters beside a secret: in its object, in those inside it, and in those around it. */
export function statedNear(object: JsonObject, { parents, outer }: Around, labelled: readonly Field[]): Stated {
  const surelyIn = (one: JsonObject, standing: Standing): readonly Statement[] => {
    const statements = statementsIn(one, standing);
    return statements.some(isSurely) ? statements : [];
  };
  return resolve([
    ...statementsIn(object, 'own'),
    ...labelled.flatMap(([name, value]) => statement(name, value, 'own')),
    ...insideOf(object, 2),
    ...parents.flatMap((parent) => surelyIn(parent, 'around')),
    ...parents.slice(0, 1).flatMap((parent) => childrenOf(parent, object).flatMap((one) => surelyIn(one, 'beside'))),
    ...outer.flatMap((one) => surelyIn(one, 'far')).filter(({ role }) => role !== 'counter'),
  ]);
}

function insideOf(object: JsonObject, depth: number): readonly Statement[] {
  return depth === 0
    ? []
    : Object.entries(object).flatMap(([name, value]) => {
        const plain = plainName(name);
        if (!isObject(value) || ornaments.test(plain) || holdsSecret(value)) {
          return [];
        }
        const kind = /^(?:hotp|steam|motp)$/.test(plain) ? statement('otptype', name, 'own') : [];
        const statements = statementsIn(value, 'own');
        return [
          ...kind,
          ...(ofCodes.test(plain) || statements.some(isSurely) ? statements : []),
          ...insideOf(value, depth - 1),
        ];
      });
}

function childrenOf(parent: JsonObject, except: JsonObject): readonly JsonObject[] {
  return Object.entries(parent).flatMap(([name, value]) =>
    isObject(value) && value !== except && !ornaments.test(plainName(name)) && !holdsSecret(value) ? [value] : [],
  );
}

function statementsIn(object: JsonObject, standing: Standing): readonly Statement[] {
  return Object.entries(object).flatMap(([name, value]) => statement(name, value, standing));
}

function statement(name: string, value: unknown, standing: Standing): readonly Statement[] {
  const plain = plainName(name);
  if (value === true && /^(?:is)?(?:hotp|steam|counterbased)$/.test(plain)) {
    return [{ role: 'kind', isStrong: true, name: 'otptype', value: plain.replace(/^is/, ''), standing }];
  }
  const known = rolesByName.get(plain);
  if (value === null || value === '' || (known === undefined && !isUnknownParameter(plain, value))) {
    return [];
  }
  // What is called so and is no value of its own, such as a list, is not understood.
  return standing === 'own' || !(isObject(value) || isArray(value))
    ? [{ ...(known ?? { role: 'algorithm', isStrong: true }), name: plain, value, standing }]
    : [];
}

function isUnknownParameter(plain: string, value: unknown): boolean {
  return soundsLikeParameter.test(plain) && (typeof value === 'string' || typeof value === 'number');
}

function resolve(statements: readonly Statement[]): Stated {
  const found = new Map<Role, Set<string>>();
  const beside = new Map<Role, string>();
  const near = new Set<Role>();
  for (const one of statements) {
    const value = understand(one);
    if (value === undefined) {
      return { refusal: notUnderstood(rolesByName.has(one.name) ? one.role : 'other') };
    }
    if (value === null || (one.role === 'counter' && !one.isStrong)) {
      continue;
    }
    if (one.standing === 'beside' || one.standing === 'far') {
      beside.set(one.role, value);
    } else {
      near.add(one.role);
    }
    found.set(one.role, (found.get(one.role) ?? new Set()).add(value));
  }
  const kinds = found.get('kind');
  if (kinds?.size === 2 && kinds.has('steam')) {
    kinds.delete('totp');
  }
  const kind = kinds === undefined ? '' : [...kinds].join(' ');
  const count = statements.find((one) => one.role === 'counter' && !one.isStrong);
  const counted = kind === 'hotp' && !found.has('counter') && count !== undefined ? understand(count) : null;
  if (counted !== null && counted !== undefined) {
    found.set('counter', new Set([counted]));
  }
  const split = [...found].find(([role, values]) => values.size > 1 && role !== 'pin');
  // Nobody can say whether what stands beside an account is of the account.
  const stray = [...beside].find(([role, value]) => !near.has(role) && value !== usual[role]);
  if (split !== undefined || stray !== undefined) {
    return { refusal: refuse('bad-entry', 'This entry says two things of how its codes are made') };
  }
  return readStated(kind, found);
}

const usual: Readonly<Record<Role, string>> = {
  kind: 'totp',
  algorithm: 'SHA1',
  digits: '6',
  period: '30',
  counter: '0',
  pin: '',
};

function readStated(kind: string, found: ReadonlyMap<Role, ReadonlySet<string>>): Stated {
  const valueOf = (role: Role): string => [...(found.get(role) ?? [])][0] ?? '';
  return [...found.keys()].every((role) => role === 'pin')
    ? null
    : {
        fields: {
          kind,
          algorithm: valueOf('algorithm'),
          digits: valueOf('digits'),
          periodSeconds: valueOf('period'),
          counter: valueOf('counter'),
          ...(/^(?:motp|yandex)$/.test(kind) && { pin: valueOf('pin') }),
        },
      };
}

/** null: it says nothing. undefined: nobody knows what it says. */
function understand({ role, name, value, standing }: Statement): string | null | undefined {
  const unknown = standing === 'far' ? null : undefined;
  if (!rolesByName.has(name) || (typeof value !== 'string' && typeof value !== 'number')) {
    return role === 'pin' ? null : unknown;
  }
  const text = String(value).trim();
  if (role === 'kind') {
    const saysNothing = /^(?:category|mode|variant)$/.test(name) || saysNoKind.test(text);
    return kindOfWord(text) ?? (saysNothing ? null : unknown);
  }
  if (role === 'pin') {
    return text;
  }
  const isOfOtherThing =
    (name === 'hash' && text.length > 12 && !/sha/i.test(text)) ||
    (/^(?:length|len|size)$/.test(name) && Number(text) > 10);
  try {
    return isOfOtherThing ? null : readers[role](text);
  } catch {
    return unknown;
  }
}

const readers: Readonly<Record<Exclude<Role, 'kind' | 'pin'>, (text: string) => string>> = {
  algorithm: (text) => parseAlgorithm(text),
  digits: (text) => String(parseDigits(withoutDigitsUnit(text))),
  period: (text) => String(parsePeriodSeconds(withoutSecondsUnit(text))),
  counter: (text) => String(parseCounter(text)),
};

const reasons: Readonly<Record<Role | 'other', readonly [EntryReason, string]>> = {
  kind: ['unsupported-kind', 'kind of its codes'],
  algorithm: ['unsupported-algorithm', 'algorithm'],
  digits: ['bad-digits', 'number of digits'],
  period: ['bad-period', 'period'],
  counter: ['bad-counter', 'counter'],
  pin: ['bad-pin', 'PIN'],
  other: ['bad-entry', 'way its codes are made'],
};

function notUnderstood(role: Role | 'other'): EntryRefusal {
  const [reason, called] = reasons[role];
  return refuse(reason, `What this entry says of the ${called} is not understood`);
}

function refuse(reason: EntryReason, what: string): EntryRefusal {
  return new EntryRefusal(reason, `${what}. Compare it with the program it comes from, and add the account by hand.`);
}
