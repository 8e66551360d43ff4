import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Language } from '../../../../contract/text.ts';

const folder = join(import.meta.dirname, '../../../../renderer/i18n');

/** Every text of a language by `namespace:key`, plural endings included. */
export function textsOf(language: Language): ReadonlyMap<string, string> {
  const texts = new Map<string, string>();
  for (const file of readdirSync(join(folder, language))) {
    const content: unknown = JSON.parse(readFileSync(join(folder, language, file), 'utf8'));
    flatten(content, `${file.replace(/\.json$/, '')}:`, texts);
  }
  return texts;
}

function flatten(value: unknown, path: string, into: Map<string, string>): void {
  if (typeof value === 'string') into.set(path, value);
  else if (typeof value === 'object' && value !== null) {
    for (const [key, inner] of Object.entries(value)) flatten(inner, path.endsWith(':') ? path + key : `${path}.${key}`, into);
  } else throw new Error(`${path} is neither text nor group`);
}

const pluralEnding = /_(zero|one|two|few|many|other)$/;

/** The key as code names it. */
export function withoutPlural(key: string): string {
  return key.replace(pluralEnding, '');
}

/** `one`, `other`, …; null for a key that is not a plural form. */
export function pluralFormOf(key: string): string | null {
  return pluralEnding.exec(key)?.[1] ?? null;
}

/** Names between double braces. */
export function variablesOf(text: string): readonly string[] {
  return [...new Set([...text.matchAll(/\{\{(\w+)\}\}/g)].map((match) => match[1] ?? ''))].sort();
}
