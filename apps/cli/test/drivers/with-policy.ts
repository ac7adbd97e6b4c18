/**
 * `halfminute` as it is where an organisation's policy lies elsewhere: with-policy.ts POLICY_FILE OWNER ARGUMENTS…
 * The program itself looks in one place only, and there nobody but root may write.
 */
import { lookForPolicyAt } from '../../src/organisation-policy.ts';
import { runCommandLine } from '../../src/run-command-line.ts';

const [path = '', ownerId = '', ...args] = process.argv.slice(2);
lookForPolicyAt({ path, ownerId: Number(ownerId) });
process.exit(await runCommandLine(args));
