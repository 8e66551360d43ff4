export interface EvidenceTables {
  /** Pictures that stored events name. */
  evidence_pictures: {
    journal: string;
    sha256: string;
    viewing: string;
    site: string;
    seq: number;
    at: string;
    moment: string;
    source: string;
    bytes: number;
    media_type: string;
    width: number;
    height: number;
  };
  /** How a viewing was, in stars; `program` is empty for the evening as a whole. The last word holds. */
  viewing_ratings: { journal: string; viewing: string; program: string; site: string; seq: number; at: string; stars: number };
}
