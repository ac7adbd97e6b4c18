import { variables } from '../../config/variables.ts';
import type { Answer } from '../command.ts';

export async function listVariables(): Promise<Answer> {
  return {
    lines: variables.flatMap(({ name, what, inProduction, inDevelopment }) => [
      name,
      `  ${what}`,
      `  ${inProduction === null ? 'In production it has to be set.' : `Otherwise ${inProduction}.`} In development: ${inDevelopment ?? 'none'}.`,
    ]),
    json: variables,
  };
}
