import type { Sha256 } from '../values.ts';

/**
 * How issues and the wealth information lie on a stick, the same from a county and from a terminal: signed texts and files by hash, in names that
 * every file system takes. Folders from the stick's root, each with its file names.
 */
export const stickFolders = {
  programs: ['programs'],
  manifests: ['programs', 'manifests'],
  content: ['programs', 'content'],
  information: ['information'],
} as const;

export const STICK_CATALOGUE = 'catalogue.jws';
/** The whole wealth information base. */
export const STICK_INFORMATION = 'base.jws';

/** File name of a manifest, by the SHA-256 of its text. */
export function stickManifestName(sha256: Sha256): string {
  return `${sha256}.jws`;
}

/** File name of what is still being written; it takes its own name when it is whole. */
export function unfinishedName(name: string): string {
  return `${name}.part`;
}

/** Longest texts that are read from a stick: room for the contract's limits, and an end to whatever pretends to be one. */
export const MOST_CATALOGUE_BYTES = 16 * 1024 ** 2;
export const MOST_MANIFEST_BYTES = 64 * 1024 ** 2;
/** 50,000 items are some 57 MB. */
export const MOST_INFORMATION_BYTES = 256 * 1024 ** 2;
