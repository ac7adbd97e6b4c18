export function spellOutProperties(code: string): string;
