import type { UsageEvent } from '../../contract/usage/event.ts';

/**
 * The earliest event for each key, of equals the one given first. Keys are identifiers, which the database takes in either
 * case for the same.
 */
export function earliestByKey<E extends UsageEvent>(events: readonly E[], keyOf: (event: E) => string): readonly E[] {
  const earliest = new Map<string, E>();
  for (const event of events) {
    const key = keyOf(event);
    const known = earliest.get(key);
    if (known === undefined || event.seq < known.seq) earliest.set(key, event);
  }
  return [...earliest.values()];
}

/** Events by the identifier of what they are about, in lower case as the database has it. */
export function byIdentifier<E extends UsageEvent>(events: readonly E[], identifierOf: (event: E) => string): ReadonlyMap<string, readonly E[]> {
  const groups = new Map<string, E[]>();
  for (const event of events) {
    const identifier = identifierOf(event).toLowerCase();
    const group = groups.get(identifier);
    if (group === undefined) groups.set(identifier, [event]);
    else group.push(event);
  }
  return groups;
}
