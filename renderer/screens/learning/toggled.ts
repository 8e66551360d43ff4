/** The list without the thing if it was in it, else with it at its end. */
export function toggled<T>(list: readonly T[], thing: T): readonly T[] {
  return list.includes(thing) ? list.filter((each) => each !== thing) : [...list, thing];
}
