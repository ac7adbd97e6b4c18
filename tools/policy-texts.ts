import { policyNames, policySchema } from '../packages/core/src/policy/schema.ts';
import type { PolicyKind, PolicyRule } from '../packages/core/src/policy/schema.ts';

/** What an IT team hands to its systems, made from the one table of policies: for JSON editors, for Windows, for macOS. */

/** Of the registry, as the window reads it. */
const REGISTRY_KEY = 'Software\\Policies\\Halfminute';
/** The domain of the preferences, as the window reads it. */
const PREFERENCES_DOMAIN = 'org.halfminute.desktop';
/** Fixed: a profile with the same name replaces its earlier version. */
const PROFILE_UUID = '5A2B6D0E-6C3F-4B7A-9E51-3D0C8F1A7E20';
const PAYLOAD_UUID = '5A2B6D0E-6C3F-4B7A-9E51-3D0C8F1A7E21';

type Named = { readonly name: string; readonly rule: PolicyRule };

const rules: readonly Named[] = policyNames.map((name) => ({ name, rule: policySchema[name] }));
/** A folder has to be there and writable before it is fixed, so it is not in what people copy first. */
const exampleRules = rules.filter(({ rule }) => rule.value.kind !== 'absolute-path');

/** Each file's text, by its path below packaging/policy. */
export function policyTexts(): ReadonlyMap<string, string> {
  return new Map([
    ['policy.schema.json', `${JSON.stringify(jsonSchema(), null, 2)}\n`],
    ['example-policy.json', `${JSON.stringify(example(), null, 2)}\n`],
    ['halfminute.admx', admx()],
    ['en-US/halfminute.adml', adml()],
    ['halfminute.mobileconfig', mobileconfig()],
  ]);
}

function example(): object {
  return Object.fromEntries(exampleRules.map(({ name, rule }) => [name, rule.example]));
}

function jsonSchema(): object {
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: 'Policy of Halfminute',
    description:
      'Lies at /etc/halfminute/policy.json. A policy only tightens; one that is not understood opens nothing.',
    type: 'object',
    additionalProperties: false,
    properties: Object.fromEntries(
      rules.map(({ name, rule }) => [
        name,
        { title: rule.title, description: described(rule), ...jsonType(rule.value), examples: [rule.example] },
      ]),
    ),
  };
}

function jsonType(value: PolicyKind): object {
  switch (value.kind) {
    case 'number':
      return { type: 'integer', minimum: value.least, maximum: value.most };
    case 'words':
      return { type: 'array', items: { enum: value.words }, uniqueItems: true };
    case 'switch':
      return { type: 'boolean' };
    case 'absolute-path':
      return { type: 'string', pattern: String.raw`^(/|[A-Za-z]:[/\\]|\\\\[^\\]+\\[^\\]+)` };
  }
}

function described({ sentence, tightens }: PolicyRule): string {
  return `${sentence} ${tightens}`;
}

function admx(): string {
  const policies = rules.map(
    ({
      name,
      rule,
    }) => `    <policy name="${name}" class="Machine" displayName="$(string.${name})" explainText="$(string.${name}_help)"${
      rule.value.kind === 'switch' ? ` valueName="${name}"` : ` presentation="$(presentation.${name})"`
    } key="${REGISTRY_KEY}">
      <parentCategory ref="halfminute" />
      <supportedOn ref="halfminute_0_1" />
${admxValue(name, rule.value)}
    </policy>`,
  );
  return `<?xml version="1.0" encoding="utf-8"?>
<policyDefinitions xmlns="http://schemas.microsoft.com/GroupPolicy/2006/07/PolicyDefinitions" revision="1.0" schemaVersion="1.0">
  <policyNamespaces>
    <target prefix="halfminute" namespace="Halfminute.Policies" />
  </policyNamespaces>
  <resources minRequiredRevision="1.0" />
  <supportedOn>
    <definitions>
      <definition name="halfminute_0_1" displayName="$(string.halfminute_0_1)" />
    </definitions>
  </supportedOn>
  <categories>
    <category name="halfminute" displayName="$(string.halfminute)" />
  </categories>
  <policies>
${policies.join('\n')}
  </policies>
</policyDefinitions>
`;
}

/** The registry knows no false: 0 stands for it. "Enabled" means that it is forbidden. */
function admxValue(name: string, value: PolicyKind): string {
  switch (value.kind) {
    case 'number':
      return `      <elements>
        <decimal id="${name}" valueName="${name}" required="true" minValue="${value.least}" maxValue="${value.most}" />
      </elements>`;
    case 'words':
      return `      <elements>
        <multiText id="${name}" valueName="${name}" />
      </elements>`;
    case 'switch':
      return `      <enabledValue><decimal value="0" /></enabledValue>
      <disabledValue><decimal value="1" /></disabledValue>`;
    case 'absolute-path':
      return `      <elements>
        <text id="${name}" valueName="${name}" required="true" />
      </elements>`;
  }
}

function adml(): string {
  const strings = rules.flatMap(({ name, rule }) => [
    `      <string id="${name}">${xml(rule.title)}</string>`,
    `      <string id="${name}_help">${xml(described(rule))}</string>`,
  ]);
  const presentations = rules.flatMap(({ name, rule }) => {
    const inside = presentation(name, rule);
    return inside === null ? [] : [`      <presentation id="${name}">\n        ${inside}\n      </presentation>`];
  });
  return `<?xml version="1.0" encoding="utf-8"?>
<policyDefinitionResources xmlns="http://schemas.microsoft.com/GroupPolicy/2006/07/PolicyDefinitions" revision="1.0" schemaVersion="1.0">
  <displayName>Halfminute</displayName>
  <description>What an organisation may decide about Halfminute</description>
  <resources>
    <stringTable>
      <string id="halfminute">Halfminute</string>
      <string id="halfminute_0_1">Halfminute 0.1 or later</string>
${strings.join('\n')}
    </stringTable>
    <presentationTable>
${presentations.join('\n')}
    </presentationTable>
  </resources>
</policyDefinitionResources>
`;
}

function presentation(name: string, { value, title, example: shown }: PolicyRule): string | null {
  switch (value.kind) {
    case 'number':
      return `<decimalTextBox refId="${name}" defaultValue="${String(shown)}">${xml(`${title} (${value.least} to ${value.most} ${value.unit})`)}</decimalTextBox>`;
    case 'words':
      return `<multiTextBox refId="${name}" />`;
    case 'switch':
      return null;
    case 'absolute-path':
      return `<textBox refId="${name}"><label>${xml(title)}</label></textBox>`;
  }
}

function mobileconfig(): string {
  const settings = exampleRules.map(
    ({ name, rule }) => `      <!-- ${xml(described(rule))} -->
      <key>${name}</key>
${plistValue(rule.example)}`,
  );
  return `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
<plist version="1.0">
<dict>
  <key>PayloadContent</key>
  <array>
    <dict>
      <key>PayloadType</key>
      <string>${PREFERENCES_DOMAIN}</string>
      <key>PayloadVersion</key>
      <integer>1</integer>
      <key>PayloadIdentifier</key>
      <string>${PREFERENCES_DOMAIN}.policy.settings</string>
      <key>PayloadUUID</key>
      <string>${PAYLOAD_UUID}</string>
      <key>PayloadDisplayName</key>
      <string>Halfminute</string>
      <!-- Take out what you do not want to decide. -->
${settings.join('\n')}
    </dict>
  </array>
  <key>PayloadType</key>
  <string>Configuration</string>
  <key>PayloadVersion</key>
  <integer>1</integer>
  <key>PayloadIdentifier</key>
  <string>${PREFERENCES_DOMAIN}.policy</string>
  <key>PayloadUUID</key>
  <string>${PROFILE_UUID}</string>
  <key>PayloadDisplayName</key>
  <string>Policy of Halfminute</string>
  <key>PayloadScope</key>
  <string>System</string>
</dict>
</plist>
`;
}

function plistValue(value: PolicyRule['example']): string {
  if (typeof value === 'boolean') {
    return `      <${value} />`;
  }
  if (typeof value === 'number') {
    return `      <integer>${value}</integer>`;
  }
  if (typeof value === 'string') {
    return `      <string>${xml(value)}</string>`;
  }
  return ['      <array>', ...value.map((word) => `        <string>${xml(word)}</string>`), '      </array>'].join(
    '\n',
  );
}

function xml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
