export interface ReleaseTables {
  /** Versions of the terminal's program. */
  releases: {
    platform: string;
    version: string;
    /** Rises over all platforms. */
    number: number;
    jws: string;
    jws_sha256: string;
    /** How many of a hundred sites may have it by now. */
    share: number;
    published_at: Date;
    withdrawn_at: Date | null;
  };
  /** Their files, which lie by hash where those of issues do. */
  release_files: { sha256: string; bytes: number };
}
