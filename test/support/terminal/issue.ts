import { paths } from '../../../contract/http.ts';
import { answersJson, answersSigned } from './http-server.ts';
import type { Answer } from './http-server.ts';
import type { TestIssue } from './issue-content.ts';

export { manifestFile, sha256, testCatalogue, testIssue } from './issue-content.ts';
export type { TestIssue } from './issue-content.ts';

/** Answers for the manifests and the content of these issues, as a county would. */
export function serveIssues(issues: () => readonly TestIssue[]): Answer {
  return (request, response) => {
    const path = request.url ?? '';
    const manifest = issues().find((issue) => path === paths.manifest(issue.manifest.issue));
    if (manifest !== undefined) return answersSigned(manifest.manifestText)(request, response);
    const bytes = contentAt(path, issues());
    if (bytes === undefined) return answersJson(404, { error: { code: 'not-found', message: 'No such file.' } })(request, response);
    const [from, to] = askedRange(request.headers.range, bytes.length);
    response.writeHead(206, { 'Content-Range': `bytes ${from}-${to - 1}/${bytes.length}`, 'Content-Length': to - from, 'Content-Type': 'video/mp4' });
    response.end(bytes.subarray(from, to));
  };
}

/** The bytes that an address of `…/<sha256>` names. */
export function contentAt(path: string, issues: readonly TestIssue[]): Buffer | undefined {
  return issues.map((issue) => issue.contents.get(path.slice(-64))).find((bytes) => bytes !== undefined);
}

/** A `Range` of the form `bytes=a-b`, the end exclusive. */
export function askedRange(header: string | undefined, length: number): readonly [from: number, to: number] {
  const match = /^bytes=(\d+)-(\d+)$/.exec(header ?? '');
  return match === null ? [0, length] : [Number(match[1]), Number(match[2]) + 1];
}
