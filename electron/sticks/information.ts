import { MOST_INFORMATION_BYTES, STICK_INFORMATION, stickFolders } from '../../contract/programs/stick-layout.ts';
import { ProblemError } from '../../contract/problem.ts';
import type { Information } from '../information/information.ts';
import { unlessRefused } from '../programs/stick/stick-documents.ts';
import type { RefusedFile } from '../programs/stick/stick-documents.ts';
import { readSignedBytes } from '../programs/stick/stick-files.ts';

/**
 * Takes in the wealth information of a stick, under the same checks as from the line. Returns its version, null when the
 * stick has none that is newer; `refused` is told of one that is not as the county signed it. Throws errors of disks.
 */
export async function importInformation(information: Pick<Information, 'accept' | 'version'>, stick: string, refused: RefusedFile[]): Promise<number | null> {
  const name = [...stickFolders.information, STICK_INFORMATION].join('/');
  return unlessRefused(name, refused, async () => {
    const text = await readSignedBytes(stick, stickFolders.information, STICK_INFORMATION, MOST_INFORMATION_BYTES, 'information');
    if (text === null) return null;
    try {
      return (await information.accept(text)) === 'taken' ? information.version() : null;
    } catch (error) {
      // The line has brought a newer one since the stick was written: nothing is wrong with it.
      if (error instanceof ProblemError && error.problem.code === 'version-older') return null;
      throw error;
    }
  });
}
