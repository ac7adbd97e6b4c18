import type { Database } from '../database/database.ts';

export interface Task {
  readonly id: number;
  readonly reference: string;
  readonly caseName: string;
  readonly what: string;
  readonly dueAt: number;
}

export interface Tasks {
  open(personId: number): readonly Task[];
  /** False where the person has no such open task. */
  finish(id: number, personId: number): boolean;
}

export function createTasks(database: Database, clock: () => number): Tasks {
  return {
    open: (personId) =>
      database.all<Task>(
        `SELECT task.id, task.reference, c.name AS caseName, task.what, task.due_at AS dueAt
         FROM task JOIN case_file AS c ON c.reference = task.reference
         WHERE task.person_id = ? AND task.done_at IS NULL ORDER BY task.due_at, task.id LIMIT 200`,
        personId,
      ),
    finish: (id, personId) =>
      database.run(
        'UPDATE task SET done_at = ? WHERE id = ? AND person_id = ? AND done_at IS NULL',
        Math.floor(clock()),
        id,
        personId,
      ) === 1,
  };
}
