/** Days, inclusive; null: without that bound. */
export interface Period {
  readonly from: string | null;
  readonly to: string | null;
}
