import { askHidden } from './ask-hidden.ts';
import type { GivenOptions } from './invocation.ts';
import { Refusal } from './refusal.ts';
import { isTerminal, readDescriptor, readStandardInput, readTextFile } from './standard-streams.ts';

/**
 * Where passwords, recovery keys and long codes come from: a question at the terminal, or lines of the standard input
 * (`--password-stdin`) or of another file descriptor (`--password-fd N`), in the order in which the command would ask.
 * Never an argument, and never the environment: other programs can see both.
 */
export class SecretReader {
  readonly #codeFile: string | undefined;
  readonly #fromStandardInput: boolean;
  /** null: ask at the terminal. */
  #lines: string[] | null;

  constructor(options: GivenOptions) {
    this.#codeFile = options.value('code-file');
    this.#fromStandardInput = options.has('password-stdin');
    const descriptor = options.value('password-fd');
    if (this.#fromStandardInput && descriptor !== undefined) {
      throw new Refusal('contradicting-options', 'Give --password-stdin or --password-fd, not both.');
    }
    if (this.#fromStandardInput) {
      this.#lines = toLines(readStandardInput());
    } else if (descriptor === undefined) {
      this.#lines = null;
    } else {
      this.#lines = toLines(readDescriptor(readDescriptorNumber(descriptor), `file descriptor ${descriptor}`));
    }
  }

  /** Whether a person is asked, who may try again. */
  get asksAPerson(): boolean {
    return this.#lines === null;
  }

  /** The next secret; `called` says what it is, such as "the new password". */
  async next(question: string, called: string): Promise<string> {
    if (this.#lines === null) {
      return askHidden(`${question}: `);
    }
    const line = this.#lines.shift();
    if (line === undefined) {
      throw new Refusal(
        'missing-secret',
        `The input ended before ${called}: it is one line, in the order of the questions.`,
      );
    }
    return line;
  }

  /** A new password, asked twice of a person, since nobody sees what is typed. */
  async nextNewPassword(question: string): Promise<string> {
    const password = await this.next(question, 'the new password');
    if (this.asksAPerson && (await askHidden('Password again: ')) !== password) {
      throw new Refusal('passwords-differ', 'The two passwords differ.');
    }
    return password;
  }

  /** The long code: from `--code-file`, from what follows the password's line, from a pipe, or asked for. */
  async code(): Promise<string> {
    if (this.#codeFile !== undefined && this.#codeFile !== '-') {
      return readTextFile(this.#codeFile, 'the long code');
    }
    if (this.#fromStandardInput && this.#lines !== null) {
      const rest = this.#lines.join('\n');
      if (rest.trim() === '') {
        throw new Refusal(
          'secret-missing',
          'There is no long code: let it follow the password on the standard input, or give --code-file FILE.',
        );
      }
      return rest;
    }
    if (await isTerminal('input')) {
      return askHidden('Code (it is not shown): ');
    }
    return readStandardInput();
  }
}

/** Lines without their ends. What follows the last line feed is a line only if there is something. */
function toLines(text: string): string[] {
  const lines = text.split('\n').map((line) => (line.endsWith('\r') ? line.slice(0, -1) : line));
  if (lines.at(-1) === '') {
    lines.pop();
  }
  return lines;
}

function readDescriptorNumber(text: string): number {
  const descriptor = /^\d{1,6}$/.test(text) ? Number(text) : -1;
  // 1 and 2 are where answers and errors go.
  if (descriptor < 0 || descriptor === 1 || descriptor === 2) {
    throw new Refusal('bad-descriptor', '--password-fd wants the number of an open file descriptor, such as 3.');
  }
  return descriptor;
}
