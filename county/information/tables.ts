export interface InformationTables {
  /** One row: the wealth information that holds. The next one replaces it. */
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
