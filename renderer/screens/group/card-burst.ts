/** A longer pause begins anew. */
const MOST_BETWEEN_MS = 150;
/** A reader needs no longer for a character, on average; nobody types so fast for a whole number. */
const MOST_AVERAGE_MS = 50;
/** Shorter runs come from two fingers on a number pad. */
const FEWEST_CHARACTERS = 4;

/** Tells what a card reader or scanner types, a fast run of characters that Enter ends, from what a person types. */
export class CardBurst {
  #text = '';
  #firstMs = 0;
  #lastMs = -Infinity;

  /** One key that was pressed at `atMs`. With Enter: what the reader typed, or null when a person did. */
  key(key: string, atMs: number): string | null {
    const goesOn = atMs - this.#lastMs <= MOST_BETWEEN_MS && this.#text !== '';
    this.#lastMs = atMs;
    if (key === 'Enter') {
      const text = this.#text;
      this.#text = '';
      return goesOn && text.length >= FEWEST_CHARACTERS && (atMs - this.#firstMs) / text.length <= MOST_AVERAGE_MS ? text : null;
    }
    if (key.length > 1) return null; // Shift comes along with the signs around a number.
    if (!goesOn) this.#firstMs = atMs;
    this.#text = goesOn ? this.#text + key : key;
    return null;
  }
}
