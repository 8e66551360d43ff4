export interface InformationTables {
  /** Every base of wealth information that was published; the one with the highest version holds. */
  information_bases: {
    version: number;
    /** SHA-256 of the items: an import that changes nothing keeps the version. */
    digest: string;
    items: number;
    jws: string;
    jws_sha256: string;
    published_at: Date;
  };
}
