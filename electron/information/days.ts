const DAY_MS = 86_400_000;

/** The number of a calendar day (`2026-11-23`) since 1970; days compare as their numbers do. */
export function dayNumber(day: string): number {
  return Math.floor(Date.parse(`${day.slice(0, 10)}T00:00:00Z`) / DAY_MS);
}

/** The calendar day with this number. */
export function dayOf(number: number): string {
  return new Date(number * DAY_MS).toISOString().slice(0, 10);
}

/** A stretch of days that a question names, both ends in it, as day numbers. */
export interface Days {
  readonly from: number;
  readonly to: number;
}

const words: Readonly<Record<string, (today: number) => Days>> = {
  今天: (today) => ({ from: today, to: today }),
  昨天: (today) => ({ from: today - 1, to: today - 1 }),
  本周: (today) => weekOf(today),
  这周: (today) => weekOf(today),
  上周: (today) => weekOf(today - 7),
  上星期: (today) => weekOf(today - 7),
  最近: (today) => ({ from: today - 30, to: today }),
  近期: (today) => ({ from: today - 30, to: today }),
  本月: (today) => monthOf(today, 0),
  这个月: (today) => monthOf(today, 0),
  上个月: (today) => monthOf(today, -1),
  上月: (today) => monthOf(today, -1),
  今年: (today) => yearOf(yearNumber(today)),
  去年: (today) => yearOf(yearNumber(today) - 1),
  前年: (today) => yearOf(yearNumber(today) - 2),
};

/** What a normalized question says about time, and the rest of it. */
export function readDays(text: string, today: string): { readonly rest: string; readonly days: Days | null } {
  const now = dayNumber(today);
  let days: Days | null = null;
  const rest = text
    .replace(/(20\d\d)\s*年/g, (_all, year: string) => {
      days = yearOf(Number(year));
      return ' ';
    })
    .replace(/(?<!\d)(1[0-2]|[1-9])\s*月份?/g, (_all, month: string) => {
      const year = yearNumber(now);
      const past = Date.UTC(year, Number(month) - 1, 1) / DAY_MS <= now ? year : year - 1;
      days = { from: Date.UTC(past, Number(month) - 1, 1) / DAY_MS, to: Date.UTC(past, Number(month), 0) / DAY_MS };
      return ' ';
    })
    .replace(new RegExp(Object.keys(words).sort((a, b) => b.length - a.length).join('|'), 'g'), (word) => {
      days = words[word]?.(now) ?? days;
      return ' ';
    });
  // A question that names nothing but a time is about the word itself.
  return rest.trim() === '' ? { rest: text, days } : { rest, days };
}

function yearNumber(day: number): number {
  return new Date(day * DAY_MS).getUTCFullYear();
}

function yearOf(year: number): Days {
  return { from: Date.UTC(year, 0, 1) / DAY_MS, to: Date.UTC(year, 11, 31) / DAY_MS };
}

function monthOf(day: number, by: number): Days {
  const date = new Date(day * DAY_MS);
  const [year, month] = [date.getUTCFullYear(), date.getUTCMonth() + by];
  return { from: Date.UTC(year, month, 1) / DAY_MS, to: Date.UTC(year, month + 1, 0) / DAY_MS };
}

/** From Monday to Sunday. */
function weekOf(day: number): Days {
  const monday = day - ((new Date(day * DAY_MS).getUTCDay() + 6) % 7);
  return { from: monday, to: monday + 6 };
}
