import type { LocalizedText } from '../../../../contract/text.ts';
import { titleInitials } from './title-initials.ts';
import type { TitleAnswer, TitleQuestion } from './title-messages.ts';
import { findByTitle } from './title-search.ts';

// Searches thousands of titles beside the screens' own thread, which then has nothing to do but draw.

/** Questions are looked for this often while pinyin is read: nobody waits for ten thousand titles. */
const SLICE_MS = 8;

interface Place {
  readonly title: LocalizedText;
  readonly place: number;
}

/** Titles do not change: read once, kept as long as the program runs. */
const initials = new Map<string, string>();
let turn = 0;
let places: readonly Place[] = [];
let unread: string[] = [];
let query = '';

const port = globalThis as unknown as { postMessage: (answer: TitleAnswer) => void; onmessage: ((event: MessageEvent<TitleQuestion>) => void) | null };

function answer(): void {
  if (query === '') return;
  const found = findByTitle(places, query, (title) => initials.get(title));
  port.postMessage({ turn, query, places: Uint32Array.from(found, ({ place }) => place) });
}

function readOn(ofTurn: number): void {
  if (ofTurn !== turn) return;
  const until = performance.now() + SLICE_MS;
  while (performance.now() < until) {
    const title = unread.pop();
    if (title === undefined) {
      answer();
      return;
    }
    initials.set(title, titleInitials(title));
  }
  setTimeout(readOn, 0, ofTurn);
}

port.onmessage = ({ data }) => {
  if (data.kind === 'titles') {
    turn = data.turn;
    query = '';
    places = data.titles.map((title, place) => ({ title, place }));
    unread = [...new Set(data.titles.map((title) => title['zh-CN']))].filter((title) => !initials.has(title));
    readOn(turn);
  } else if (data.turn === turn) {
    query = data.query.trim();
    answer();
  }
};
