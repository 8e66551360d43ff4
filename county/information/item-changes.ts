import type { InformationItem } from '../../contract/information/item.ts';

/** One field of an item before and after; of a series, only the points that differ. Undefined: it was not there. */
export interface FieldChange {
  readonly field: string;
  readonly before?: unknown;
  readonly after?: unknown;
}

/** What differs between two states of an item, field by field. */
export function changesBetween(before: InformationItem, after: InformationItem): readonly FieldChange[] {
  const [was, is] = [new Map<string, unknown>(Object.entries(before)), new Map<string, unknown>(Object.entries(after))];
  return [...new Set([...was.keys(), ...is.keys()])].flatMap((field): FieldChange[] => {
    const [old, fresh] = [was.get(field), is.get(field)];
    if (JSON.stringify(old) === JSON.stringify(fresh)) return [];
    if (field === 'series' && Array.isArray(old) && Array.isArray(fresh)) return [{ field, before: without(old, fresh), after: without(fresh, old) }];
    return [{ field, before: old, after: fresh }];
  });
}

function without(all: readonly unknown[], others: readonly unknown[]): readonly unknown[] {
  const known = new Set(others.map((one) => JSON.stringify(one)));
  return all.filter((one) => !known.has(JSON.stringify(one)));
}
